"""What scoring compares, of rows: fetched for all candidates at once, without their texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db import connection

from mint.matching.comparing import NOTHING_ASKED, Asked, Shelf, ask, weighting_for
from mint.matching.models import Need, NeedReading, Offer
from mint.matching.packing import Packed, asked_in, unpack
from mint.matching.places import Steps, steps_between
from mint.matching.querysets import OfferQuerySet
from mint.matching.scoring import NeedFacts, OfferFacts
from mint.matching.shelves import shelves

OFFER_COLUMNS = (
    "pk", "organisation_id", "kind", "language", "dimensions", "themes", "municipality_id", "capacity",
    "available_from", "available_until", "organisation__track_record__realised", "reading__body",
)  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """An offer before it is compared with a need."""

    pk: int
    partner_id: int
    kind: str
    language: str
    facts: OfferFacts
    reading: Packed | None

    def for_need(self, asked: "Asker", first: "Firsts") -> OfferFacts:
        text, meaning = asked.of(self.language).shares(self.reading) if self.reading else (0.0, 0.0)
        return replace(self.facts, text=text, meaning=meaning, first_elsewhere=first.of(asked.need, self.partner_id))


def offered(rows: OfferQuerySet) -> list[Offered]:
    return [_offered(row) for row in rows.values_list(*OFFER_COLUMNS)]


def _offered(row: tuple[Any, ...]) -> Offered:
    """One row of these columns."""
    pk, partner_id, kind, language, dimensions, themes, place, capacity, start, end, realised, body = row
    facts = OfferFacts(
        dimensions=frozenset(dimensions),
        themes=frozenset(themes),
        municipality_id=place,
        capacity=capacity,
        available_from=start,
        available_until=end,
        realised=realised or 0,
    )
    return Offered(pk, partner_id, kind, language, facts, unpack(body) if body else None)


@dataclass(frozen=True)
class Ground:
    """What is the same for every need: borders and what is common among offers. Fetched once for a list or a part."""

    steps: Steps = field(default_factory=steps_between)
    shelves: Mapping[str, Shelf] = field(default_factory=shelves)


@dataclass(frozen=True)
class Asker:
    """A need with what it asks of offers, by their language."""

    need: Need
    bodies: Mapping[str, bytes | memoryview]
    ground: Ground
    _asked: dict[str, Asked] = field(default_factory=dict)

    def of(self, language: str) -> Asked:
        """What it asks of offers of this language; nothing, until its text has been read."""
        if language not in self._asked:
            body = self.bodies.get(language)
            weighting = weighting_for(self.need.language, language)
            shelf = self.ground.shelves.get(language, Shelf())
            self._asked[language] = ask(asked_in(body), shelf, weighting) if body else NOTHING_ASKED
        return self._asked[language]

    @cached_property
    def facts(self) -> NeedFacts:
        need = self.need
        return NeedFacts(
            dimensions=frozenset(need.dimensions),
            themes=frozenset(need.themes),
            terms=frozenset(need.terms),
            concepts=frozenset(need.concepts),
            municipality_id=need.municipality_id,
            steps=self.ground.steps.get(need.municipality_id or 0, {}),
            starts_on=need.starts_on,
            ends_on=need.ends_on,
        )


def askers(needs: Iterable[Need], ground: Ground, languages: Iterable[str] = ()) -> list[Asker]:
    """With their readings, all in one query; of these languages only, where some are named."""
    rows = list(needs)
    readings = NeedReading.objects.filter(need_id__in=[need.pk for need in rows])
    if languages:
        readings = readings.filter(language__in=set(languages))
    bodies: dict[int, dict[str, bytes | memoryview]] = {}
    for need_id, language, body in readings.values_list("need_id", "language", "body"):
        bodies.setdefault(need_id, {})[language] = body
    return [Asker(need, bodies.get(need.pk, {}), ground) for need in rows]


@dataclass(frozen=True)
class Firsts:
    """For which open needs of whom a partner is the first suggestion: {(owner, partner): {needs}}."""

    needs: Mapping[tuple[int, int], set[int]] = field(default_factory=dict)

    def of(self, need: Need, partner_id: int) -> int:
        """For how many others of the same owner."""
        return len(self.needs.get((need.organisation_id, partner_id), set()) - {need.pk})


def firsts(owner_ids: Sequence[int], partner_ids: Sequence[int]) -> Firsts:
    """By a function, so that it is the same number for whoever asks: see `finding`."""
    found: dict[tuple[int, int], set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mint.first_suggested(%s, %s)", [list(set(owner_ids)), list(set(partner_ids))])
        for owner, partner, need in cursor.fetchall():
            found.setdefault((owner, partner), set()).add(need)
    return Firsts(found)


def with_words(facts: OfferFacts, offer: Offer) -> OfferFacts:
    """With what the reasons name: fetched for the few that are shown."""
    return replace(facts, terms=frozenset(offer.terms), concepts=frozenset(offer.concepts))
