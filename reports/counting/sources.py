"""What figures are counted from: the records of a project that have happened, as querysets, and as the few values that count.

A counting rule asks for values: with thousands of records, making each a model with its organisation and place took four
fifths of the time. Who takes part is read once for each scope, and so is each kind of record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from challenges.models import Challenge
from challenges.states import PUBLIC
from experiments.models import Experiment, ExperimentParty
from experiments.states import FOLLOWED, SHOWN
from mint.matching.models import Match
from mint.matching.states import AGREED
from mint.tenancy.models import Organisation
from placements.models import Placement
from reports.counting.counters import CountedRow, Scope, local_day


@dataclass(frozen=True, slots=True)
class Source:
    """A record that has happened: its owner first among `parties`; `at` when it began."""

    record: str
    object_id: int
    title: str
    place_id: int | None
    parties: tuple[Organisation, ...]
    at: datetime
    finished_at: datetime | None = None
    decided_at: datetime | None = None
    is_adopted: bool = False
    kind: str = ""
    fte: Decimal | None = None

    @property
    def owner(self) -> Organisation:
        return self.parties[0]

    def counted(self, moment: datetime | None, party: Organisation, amount: Decimal = Decimal(1)) -> CountedRow:
        if moment is None:
            raise ValueError(f"{self.record} {self.object_id} has not come that far")
        day = local_day(moment)
        return CountedRow(self.record, self.object_id, self.title[:200], party, day, amount, place_id=self.place_id)


def published(scope: Scope) -> QuerySet[Challenge]:
    found = Challenge.objects.visible_to(scope.actor).filter(
        project=scope.project, state__in=PUBLIC, published_at__lte=scope.moment
    )
    return found.select_related("organisation__municipality").order_by("published_at", "id")


def begun(scope: Scope, **more: Any) -> QuerySet[Experiment]:
    """Experiments that have started, with everybody who takes part."""
    parties = ExperimentParty.objects.visible_to(scope.actor).select_related("party__municipality")
    found = Experiment.objects.visible_to(scope.actor).filter(
        project=scope.project, state__in=SHOWN, started_at__lte=scope.moment, **more
    )
    with_parties = found.prefetch_related(Prefetch("parties", queryset=parties))
    return with_parties.select_related("organisation__municipality", "municipality").order_by("started_at", "id")


def agreed(scope: Scope) -> QuerySet[Match]:
    found = Match.objects.visible_to(scope.actor).filter(
        project=scope.project, state__in=AGREED, agreed_at__lte=scope.moment
    )
    sides = ("need", "organisation__municipality", "partner__municipality")
    return found.select_related(*sides).order_by("agreed_at", "id")


def started(scope: Scope, **more: Any) -> QuerySet[Placement]:
    """Placements that have begun: marked as started, and their first day has come."""
    found = Placement.objects.visible_to(scope.actor).filter(
        project=scope.project, started_at__lte=scope.moment, **more
    )
    begun = found.exclude(starts_on__gt=scope.until)
    return begun.select_related("organisation__municipality").order_by("started_at", "id")


# --- the same as values, each read once for a scope


def challenges(scope: Scope) -> list[Source]:
    def read() -> Iterator[Source]:
        rows = list(_values(published(scope), "pk", "title", "municipality_id", "organisation_id", "published_at"))
        parties = _parties(scope, (row[3] for row in rows))
        for pk, title, place, owner, at in rows:
            if owner in parties:
                yield Source("challenges.challenge", pk, title, place, (parties[owner],), at)

    return scope.once("challenges", read)


def experiments(scope: Scope) -> list[Source]:
    def read() -> Iterator[Source]:
        columns = ("pk", "title", "municipality_id", "organisation_id", "started_at", "finished_at", "decided_at")
        rows = list(_values(begun(scope), *columns, "decision"))
        others = _others(scope)
        parties = _parties(scope, {row[3] for row in rows} | {each for several in others.values() for each in several})
        for pk, title, place, owner, at, finished, decided, decision in rows:
            if owner in parties:
                everybody = tuple(parties[each] for each in (owner, *others.get(pk, ())) if each in parties)
                adopted = decision in FOLLOWED and decided is not None and decided <= scope.moment
                record = "experiments.experiment"
                yield Source(record, pk, title, place, everybody, at, finished, decided, is_adopted=adopted)

    return scope.once("experiments", read)


def matches(scope: Scope) -> list[Source]:
    def read() -> Iterator[Source]:
        columns = ("pk", "need__title", "municipality_id", "organisation_id", "partner_id", "agreed_at")
        rows = list(_values(agreed(scope), *columns))
        parties = _parties(scope, {side for row in rows for side in row[3:5]})
        for pk, need, place, owner, partner, at in rows:
            if owner in parties and partner in parties:
                sides = (parties[owner], parties[partner])
                yield Source("matching.match", pk, f"{need} · {sides[1]}", place, sides, at)

    return scope.once("matches", read)


def placements(scope: Scope) -> list[Source]:
    def read() -> Iterator[Source]:
        columns = ("pk", "title", "municipality_id", "organisation_id", "started_at", "kind", "fte")
        rows = list(_values(started(scope), *columns))
        parties = _parties(scope, (row[3] for row in rows))
        for pk, title, place, owner, at, kind, fte in rows:
            if owner in parties:
                yield Source("placements.placement", pk, title, place, (parties[owner],), at, kind=kind, fte=fte)

    return scope.once("placements", read)


def _values(rows: "QuerySet[Any]", *columns: str) -> Iterable[tuple[Any, ...]]:
    plain = rows.select_related(None).prefetch_related(None)
    return plain.values_list(*columns)


def _others(scope: Scope) -> dict[int, list[int]]:
    """By experiment, who takes part beside its owner."""
    found: dict[int, list[int]] = {}
    parties = ExperimentParty.objects.visible_to(scope.actor).filter(experiment__project=scope.project).order_by("pk")
    for experiment, party in parties.values_list("experiment_id", "party_id"):
        found.setdefault(experiment, []).append(party)
    return found


def _parties(scope: Scope, ids: Iterable[int]) -> dict[int, Organisation]:
    """Those of the ids that the actor may see; each read once."""
    known: dict[int, Organisation] = scope.memo.setdefault("parties", {})
    known.update(Organisation.objects.select_related("municipality").in_bulk(set(ids) - known.keys()))
    return known
