"""On the page of members: the way to the organisation's own sign-in, for owners."""

from typing import Any

from mint.signon.permissions import can_set_up
from mint.tenancy.context import Acting, Request


def members(request: Request, desk: Acting) -> dict[str, Any] | None:
    return {"acting_for": desk} if can_set_up(request.actor, desk.id) else None
