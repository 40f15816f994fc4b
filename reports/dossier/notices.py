"""Messages about dossiers."""

from mint.notifications.notify import Recipients, notify
from reports.models import Report


def ready(report: Report, user_id: int) -> None:
    context = {"project": report.project.code, "period": report.span}
    notify("dossier_ready", Recipients(users=[user_id]), path=report.get_absolute_url(), context=context)
