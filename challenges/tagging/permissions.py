"""Who decides on the themes and tags of a challenge: its writers while they edit it, then whoever answers it."""

from challenges.models import Challenge
from challenges.permissions import can_amend, can_curate, can_edit
from challenges.states import REVIEWED, SUBMITTED, State
from mint.actor import Actor


def can_tag(actor: Actor, challenge: Challenge) -> bool:
    return can_edit(actor, challenge) or (can_curate(actor, challenge) and challenge.state in SUBMITTED)


def can_set_theme(actor: Actor, challenge: Challenge) -> bool:
    """A theme is a part of the brief: once it is open it changes by an amendment, and after that not at all."""
    if challenge.state == State.OPEN:
        return can_tag(actor, challenge) and can_amend(actor, challenge)
    return can_tag(actor, challenge) and challenge.state in (State.DRAFT, *REVIEWED)
