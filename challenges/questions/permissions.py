"""Who asks, and who answers."""

from challenges.models import Challenge
from challenges.permissions import is_owner, takes_part
from mint import clock
from mint.actor import Actor


def can_ask(actor: Actor, challenge: Challenge) -> bool:
    """Anybody signed in but the owner's own side, who answers."""
    return actor.is_signed_in and challenge.is_public and not takes_part(actor, challenge)


def is_asked_now(challenge: Challenge) -> bool:
    """While the call is open, and until the day its owner has set for questions."""
    last = challenge.questions_until
    return challenge.state == "open" and (last is None or last >= clock.today())


def can_answer(actor: Actor, challenge: Challenge) -> bool:
    """The owner's editors, and the coordinator of its municipality."""
    return is_owner(actor, challenge) or (actor.coordinates(challenge.municipality_id) and challenge.state != "draft")
