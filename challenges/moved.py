"""Where a challenge went that has no public page any more: its old address says it."""

from collections.abc import Callable
from dataclasses import dataclass

from mint.actor import Actor


@dataclass(frozen=True)
class Moved:
    """`title`: what the old one was called; `kept_title` and `url`: the one to read instead; `reason`: why."""

    title: str
    kept_title: str
    url: str
    reason: str


Source = Callable[[Actor, int], Moved | None]
_sources: list[Source] = []


def register_moved(source: Source) -> None:
    """`source(actor, pk)`: where the challenge with this id went, for who may know it."""
    _sources.append(source)


def moved(actor: Actor, pk: int) -> Moved | None:
    return next((found for source in _sources if (found := source(actor, pk))), None)
