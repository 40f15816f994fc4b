"""Messages about reports."""

from mint.notifications.notify import Recipients, notify
from reports.models import Report


def ready(report: Report) -> None:
    """The one who asked for it last hears of it; of a report that built itself, the project's managers."""
    _tell("report_ready", report, report.author_id)


def failed(report: Report, *, asked_by: int | None) -> None:
    _tell("report_failed", report, asked_by)


def _tell(kind: str, report: Report, user_id: int | None) -> None:
    to = Recipients(users=[user_id]) if user_id else Recipients(managers_of=[report.project_id])
    notify(kind, to, path=report.get_absolute_url(), context={"project": report.project.code, "period": report.span})
