"""What the manager sees on the report's page: which partners have approved the building that is there now."""

from typing import Any

from django.urls import reverse

from mint import clock
from mint.tenancy.context import Request
from reports.approvals import standing
from reports.approvals.forms import AskForm
from reports.models import Report
from reports.states import State


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    if report.built_at is None or not standing.is_asked(report):
        return None
    now = standing.standing_of(report)
    if not now.stands:
        return None
    asking = now.asking
    return {
        "report": report,
        "stands": now.stands,
        "asking": asking,
        "is_late": asking is not None and asking.due_on < clock.today(),
        "is_void": report.state == State.PRE_CHECK and now.is_void,
        "despite": standing.despite(report),
        "form": AskForm() if asking is None and report.state == State.PRE_CHECK else None,
        "ask_url": reverse("approvals:ask", args=[report.organisation.slug, report.pk]),
    }
