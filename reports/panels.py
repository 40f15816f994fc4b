"""What a project manager sees on the desk: the report that is due next, and how far it is."""

from typing import Any

from django.db.models import OuterRef, Subquery

from mint import clock
from mint.projects.models import Period
from mint.tenancy.context import Request
from reports.models import Report
from reports.permissions import can_report
from reports.states import PILLS, Kind, State


def workspace(request: Request, organisation: Any) -> dict[str, Any] | None:
    """The next reports due of the projects managed here; None for everybody else."""
    actor = request.actor
    if not can_report(actor, organisation.id):
        return None
    reports = Report.objects.visible_to(actor).filter(period=OuterRef("pk"), kind=Kind.FUNDER).order_by("-id")
    coming = Period.objects.filter(
        project_id__in=actor.managed_ids,
        project__partners__part="lead",
        project__partners__organisation_id=organisation.id,
        due_on__gte=clock.today(),
        starts_on__lte=clock.today(),
    )
    newest = coming.annotate(
        report_id=Subquery(reports.values("pk")[:1]), report_state=Subquery(reports.values("state")[:1])
    )
    periods = list(newest.select_related("project").order_by("due_on", "id")[:3])
    return {"reports_due": [_due(each) for each in periods], "acting_for": organisation}


def _due(period: Any) -> dict[str, Any]:
    state = State(period.report_state) if period.report_state else None
    st, name = PILLS[state] if state else ("draft", "circle-dashed")
    return {
        "period": period,
        "report_id": period.report_id,
        "st": st,
        "icon": name,
        "text": state.label if state else "",
    }
