"""Who copies, who merges and who splits. When is in the actions, and in the moves of the challenge."""

from challenges.models import Challenge
from challenges.permissions import can_create, can_curate, can_read
from mint.actor import Actor


def can_copy(actor: Actor, challenge: Challenge, kind: str) -> bool:
    """`kind` of the organisation acted for, which the draft becomes: its own challenge in any state, another's once public."""
    own = challenge.organisation_id == actor.organisation_id
    return can_create(actor, kind) and (own or challenge.is_public) and can_read(actor, challenge)


def can_merge(actor: Actor, challenge: Challenge) -> bool:
    """Whoever answers it."""
    return can_curate(actor, challenge)


def can_split(actor: Actor, challenge: Challenge) -> bool:
    return can_curate(actor, challenge)
