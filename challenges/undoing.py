"""What follows when a move is undone: what stands on challenges mends what it had added to it."""

from collections.abc import Callable

from challenges.models import Challenge
from mint.actor import Actor

Mend = Callable[[Challenge, Actor], None]
_registered: dict[str, list[Mend]] = {}


def register_undone(verb: str, mend: Mend) -> None:
    """`mend(challenge, actor)` runs in the transaction of the undo move of this verb."""
    _registered.setdefault(verb, []).append(mend)


def mended(verb: str, challenge: Challenge, actor: Actor) -> None:
    for mend in _registered.get(verb, ()):
        mend(challenge, actor)
