"""Tags on a challenge's pages: to be decided on where it is worked on, as links where it is read."""

from typing import Any

from challenges.models import Challenge
from challenges.tagging import listing
from challenges.tagging.permissions import can_tag
from mint.tenancy.context import Request


def at_work(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    if not request.acting_for or not can_tag(request.actor, challenge):
        return None
    return {
        "challenge": challenge,
        "acting_for": request.acting_for,
        **listing.at_work(challenge, request.actor),
    }


def shown(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    if request.acting_for and can_tag(request.actor, challenge):
        return None
    tags = listing.confirmed(challenge) if challenge.tags else []
    return {"tags": tags} if tags else None
