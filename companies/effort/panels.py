"""One line on a desk: the way to what was asked. It counts nothing itself."""

from typing import Any

from companies.effort.permissions import can_see_own, can_see_sums
from mint.tenancy.context import Acting, Request


def desk(request: Request, organisation: Acting) -> dict[str, Any] | None:
    if can_see_own(request.actor, organisation.id, organisation.kind):
        return {"acting_for": organisation, "is_own": True}
    return {"acting_for": organisation, "is_own": False} if can_see_sums(request.actor) else None
