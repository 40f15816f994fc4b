"""On a partner's desk: the projects it takes part in, with its own part of the report."""

from typing import Any

from mint import clock
from mint.actor import WRITERS
from mint.projects.models import Partner
from mint.tenancy.context import Request


def parts(request: Request, organisation: Any) -> dict[str, Any] | None:
    """Of projects that go on; who manages one sees the cockpit of it instead."""
    if organisation.kind == "company" or not request.actor.has_role(organisation.id, *WRITERS):
        return None
    today = clock.today()
    going = Partner.objects.filter(
        organisation_id=organisation.id, project__planned_start_on__lte=today, project__planned_end_on__gte=today
    ).select_related("project")
    found = list(going.order_by("project_id"))
    if not found:
        return None
    managed = [each.project for each in found if request.actor.manages(each.project_id)]
    projects = [each.project for each in found]
    return {"projects": projects, "managed": managed, "acting_for": organisation}
