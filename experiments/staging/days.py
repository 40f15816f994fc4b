"""The days of the experiments one answers for: what begins, ends, is looked at again and may pass a gate.

Higher apps add what they know of by `register_board_days`: a function that gives what falls between two days.

A person's calendar (`mint.notifications.duties.register_coming`) tells some of the same days, and is not made of these:
it asks what one person has to do next in one organisation, in the words of the duty that it becomes; this asks what
happens to the cases of a board that are at hand already, whoever does it, and reads no roles.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.staging.board import Card
from experiments.staging.catalogue import Guard
from experiments.staging.placing import next_of
from experiments.staging.states import DATES, Kind
from experiments.states import BEFORE, UNDER_WAY, State
from mint import clock


@dataclass(frozen=True)
class Event:
    """`what` happens to the experiment on that day; `icon` is one of ours."""

    on: date
    what: str
    icon: str
    experiment: Experiment


Source = Callable[[list[Experiment], date, date], Iterable[Event]]
_sources: list[Source] = []


def register_board_days(source: Source) -> None:
    """`source(experiments, first, last)`: in as many queries for one as for many."""
    _sources.append(source)


def events_between(cards: Iterable[Card], first: date, last: date) -> list[Event]:
    """By day, then by title."""
    cards = list(cards)
    found = [event for card in cards for event in _of_card(card) if first <= event.on <= last]
    experiments = [card.experiment for card in cards]
    for source in _sources:
        found += source(experiments, first, last)
    return sorted(found, key=lambda event: (event.on, event.experiment.title, event.what))


def _of_card(card: Card) -> Iterator[Event]:
    row = card.experiment
    if row.starts_on and row.state in (*BEFORE, *UNDER_WAY):
        yield Event(row.starts_on, _("Begins"), "flask-conical", row)
    if row.ends_on and row.state in (*BEFORE, *UNDER_WAY):
        yield Event(row.ends_on, _("Ends"), "flag", row)
    if row.state == State.PAUSED and row.review_on:
        yield Event(row.review_on, _("The pause is looked at again"), "circle-pause", row)
    yield from _of_gate(card)


def _of_gate(card: Card) -> Iterator[Event]:
    """The days that the gate ahead waits for, beside the plan's own."""
    ahead = next_of(card.experiment, card.standing)
    for guard in ahead.asks if ahead else []:
        if guard.kind == Kind.DATE and (day := _day_of(guard, card)):
            text = _("Gate of the stage “%(name)s”") % {"name": ahead.staff if ahead else ""}
            yield Event(day, f"{text}: {guard.text}", "clipboard-check", card.experiment)


def _day_of(guard: Guard, card: Card) -> date | None:
    if guard.subject == "entered":
        visit = card.standing.visit
        return clock.day_of(visit.entered_at) + timedelta(days=guard.count) if visit else None
    return getattr(card.experiment, guard.subject, None) if guard.subject in DATES else None
