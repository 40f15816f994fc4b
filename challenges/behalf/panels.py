"""On a municipality's desk: what waits for a company to confirm it, and the way to write for one."""

from typing import Any

from challenges.behalf.models import OnBehalf
from challenges.behalf.states import IN_CARE
from mint.tenancy.context import Acting, Request

MOST = 5


def desk(request: Request, organisation: Acting) -> dict[str, Any] | None:
    if organisation.kind != "municipality" or "coordinator" not in organisation.roles:
        return None
    rows = OnBehalf.objects.visible_to(request.actor).in_care_of(organisation.id).filter(state__in=IN_CARE)
    found = list(rows[:MOST])
    return {"rows": found, "acting_for": organisation} if found else None
