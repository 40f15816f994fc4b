"""What waits for a person: apps register where to look, home pages show it, oldest first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from mint import clock
from mint.actor import Actor


@dataclass(frozen=True)
class Duty:
    """One thing that waits: a sentence, what it is about, where it is done and the verb on the button.

    `title` names nobody and nothing: a calendar that hides names shows it alone. A name that belongs to the sentence is `about`.
    `due_on` is the day it was promised for or falls due; `since` the day it began to wait.
    """

    title: str
    detail: str
    url: str
    action: str
    icon: str = "circle"
    urgent: bool = False
    due_on: date | None = None
    since: date | None = None
    about: str = ""

    @property
    def heading(self) -> str:
        """The sentence with the name that belongs to it."""
        return f"{self.title}: {self.about}" if self.about else self.title

    @property
    def days_late(self) -> int:
        """How many days ago it should have been done; 0 while there is time."""
        return max(0, (clock.today() - self.due_on).days) if self.due_on else 0


Source = Callable[[Actor, Any], list[Duty]]
_sources: list[Source] = []
_coming: list[Source] = []


def register_duties(source: Source) -> None:
    """`source(actor, organisation)` gives what waits for this actor in that organisation; in as many queries for many rows as for one."""
    _sources.append(source)


def duties_for(actor: Actor, organisation: Any) -> list[Duty]:
    """Everything that waits: the most urgent, then what is late, then the oldest first."""
    found = [duty for source in _sources for duty in source(actor, organisation)]
    return sorted(found, key=lambda duty: (not duty.urgent, not duty.days_late, duty.due_on or duty.since or date.max))


def register_coming(source: Source) -> None:
    """As duties, but of what waits for its day: the calendar shows it, the work queue does not yet. Each has `due_on`."""
    _coming.append(source)


def days_for(actor: Actor, organisation: Any) -> list[Duty]:
    """Everything that has a day, whether it waits already or is to come; the earliest first."""
    found = [duty for source in (*_sources, *_coming) for duty in source(actor, organisation)]
    return sorted((duty for duty in found if duty.due_on), key=lambda duty: duty.due_on or date.max)
