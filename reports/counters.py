"""Counting rules: each is a query over source records, and says in words what it counts.

A rule gives every record of the project until a day; what falls in a period, and what is counted once, is decided in
`reports.counting`. The queries go through `visible_to` and row security: a manager counts what a manager may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise

from mint import clock
from mint.actor import Actor
from mint.projects.models import Project
from mint.tenancy.models import Organisation

ONE = Decimal(1)


@dataclass(frozen=True)
class Scope:
    """What is counted for: a project, until a day, as somebody."""

    project: Project
    until: date
    actor: Actor

    @property
    def moment(self) -> datetime:
        return clock.end_of(self.until)


@dataclass(frozen=True)
class CountedRow:
    """A record that counts: what it is, whose, how much and from which day."""

    record: str
    object_id: int
    title: str
    party: Organisation | None
    on: date
    amount: Decimal = ONE

    @property
    def key(self) -> str:
        """What makes a company the same company: its business ID, whatever it is called."""
        if self.party is None:
            return f"{self.record}:{self.object_id}"
        return self.party.business_id or f"organisation:{self.party.pk}"


Rows = Callable[[Scope], Iterable[CountedRow]]


@dataclass(frozen=True)
class Rule:
    key: str
    words: "str | Promise"
    rows: Rows


_rules: dict[str, Rule] = {}


def counter(key: str, words: "str | Promise") -> Callable[[Rows], Rows]:
    """Register a counting rule under the key that indicators name."""

    def register(rows: Rows) -> Rows:
        _rules[key] = Rule(key, words, rows)
        return rows

    return register


def rule(key: str) -> Rule:
    return _rules[key]


def keys() -> list[str]:
    return sorted(_rules)


def local_day(moment: datetime) -> date:
    """The Finnish calendar day of a moment."""
    return clock.day_of(moment)
