"""Messages about the partners' approval."""

from django.urls import reverse

from mint.notifications.notify import Recipients, notify
from mint.templating import fdate
from mint.tenancy.models import Organisation
from reports.approvals.models import Approval, Asking
from reports.models import Report


def asked(asking: Asking, organisation: Organisation, *, again: bool = False) -> None:
    """To those who write in the partner, with its own page of the report."""
    path = reverse("approvals:page", args=[organisation.slug, asking.report_id])
    context = _about(asking.report) | {"day": fdate(asking.due_on)}
    kind = "report_approval_reminder" if again else "report_approval_asked"
    notify(kind, Recipients(organisations=[organisation.pk]), path=path, context=context)


def answered(approval: Approval, organisation: Organisation) -> None:
    report = approval.report
    context = _about(report) | {"name": organisation.name, "given": "yes" if approval.is_given else ""}
    to = Recipients(managers_of=[report.project_id])
    notify("report_approval_answered", to, path=report.get_absolute_url(), context=context)


def _about(report: Report) -> dict[str, str]:
    return {"project": report.project.code, "period": report.span}
