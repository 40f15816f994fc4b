"""Who evaluates a case takes no part in it: each noun above says who that is; matching imports none of them."""

from collections.abc import Callable

from mint.actor import Actor
from mint.matching.models import Need

Conflict = Callable[[Actor, Need], bool]
_conflicts: list[Conflict] = []


def register_conflict(conflict: Conflict) -> None:
    _conflicts.append(conflict)


def has_conflict(actor: Actor, need: Need) -> bool:
    return any(conflict(actor, need) for conflict in _conflicts)
