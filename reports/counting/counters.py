"""Counting rules: each is a query over source records, and says in words what it counts.

A rule gives every record of the project until a day; what falls in a period, and what is counted once, is decided in
`reports.counting.sums`. The queries go through `visible_to` and row security: a manager counts what a manager may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mint import clock
from mint.actor import Actor
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from reports.states import Aggregation, Unit

ONE = Decimal(1)


@dataclass(frozen=True)
class Scope:
    """What is counted for: a project, until a day, as somebody."""

    project: Project
    until: date
    actor: Actor
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: str, read: Callable[[], Iterable[Any]]) -> list[Any]:
        """What was read for this scope; read now, where nothing was."""
        if key not in self.memo:
            self.memo[key] = list(read())
        found: list[Any] = self.memo[key]
        return found

    @property
    def moment(self) -> datetime:
        return clock.end_of(self.until)


@dataclass(frozen=True)
class CountedRow:
    """A record that counts: what it is, whose, how much and from which day.

    `of` is what a latest value is the latest of; `place_id` the municipality where it happened. `is_carried`: an earlier
    period lacked it, and the total counts it already.
    """

    record: str
    object_id: int
    title: str
    party: Organisation | None
    on: date
    amount: Decimal = ONE
    of: str = ""
    place_id: int | None = None
    is_carried: bool = False

    @property
    def key(self) -> str:
        """What makes a company the same company: its business ID, whatever it is called."""
        if self.of:
            return self.of
        if self.party is None:
            return f"{self.record}:{self.object_id}"
        return self.party.business_id or f"organisation:{self.party.pk}"


Rows = Callable[[Scope], Iterable[CountedRow]]


@dataclass(frozen=True)
class Rule:
    """`unit` and `aggregation` follow from what is counted: an indicator that names the rule takes them over."""

    key: str
    words: "str | Promise"
    rows: Rows
    unit: str = Unit.PIECES
    aggregation: str = Aggregation.COUNT


# an indicator that MINT has no records for: it may be promised, and be reported with evidence from elsewhere
NOTHING = Rule("", _("Counted from: nothing in MINT yet."), lambda _scope: ())
_rules: dict[str, Rule] = {NOTHING.key: NOTHING}


def counter(
    key: str, words: "str | Promise", unit: str = Unit.PIECES, aggregation: str = Aggregation.COUNT
) -> Callable[[Rows], Rows]:
    """Register a counting rule under the key that indicators name."""

    def register(rows: Rows) -> Rows:
        _rules[key] = Rule(key, words, rows, unit, aggregation)
        return rows

    return register


def each_company(key: str, words: "str | Promise") -> Callable[[Rows], Rows]:
    """A rule whose rows are companies: each counts once, whatever it took part in."""
    return counter(key, words, Unit.COMPANIES, Aggregation.DISTINCT)


def rule(key: str) -> Rule:
    return _rules[key]


def rules() -> list[Rule]:
    """Those that count something, in the order of their keys."""
    return [_rules[key] for key in sorted(_rules) if key]


Added = Callable[[Scope], dict[int, list[CountedRow]]]
_added: list[Added] = []


def register_added(rows: Added) -> None:
    """What is added to figures beside their rules, by indicator: each row counts as it is."""
    _added.append(rows)


def added(scope: Scope) -> dict[int, list[CountedRow]]:
    found: dict[int, list[CountedRow]] = {}
    for each in _added:
        for indicator, rows in each(scope).items():
            found.setdefault(indicator, []).extend(rows)
    return found


def local_day(moment: datetime) -> date:
    """The Finnish calendar day of a moment."""
    return clock.day_of(moment)
