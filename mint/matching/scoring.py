"""How well an offer answers a need: pure functions on frozen values; the points shown always add up to the score.

Of a hundred points 30 are for the needs met, 20 for shared themes, 25 for what the texts share, 15 for nearness
and 10 for time. Nothing here asks the database or knows a language: `reasons` says it in sentences.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from mint.matching.terms import weight_of


class Factor(StrEnum):
    NEEDS = "needs"
    THEMES = "themes"
    TERMS = "terms"
    PLACE = "place"
    TIME = "time"


MOST: Mapping[Factor, int] = MappingProxyType(
    {Factor.NEEDS: 30, Factor.THEMES: 20, Factor.TERMS: 25, Factor.PLACE: 15, Factor.TIME: 10}
)
FULL_TERMS = 6  # shared terms of weight 1 that give all the points
NEAR_POINTS = 9
TERMS_NAMED = 5
CONCEPT_WEIGHT = 1  # as an ordinary word: a large vocabulary names common things, too
HELP_LASTS = timedelta(days=180)  # partners are sought until the end; the work itself comes after it


@dataclass(frozen=True)
class NeedFacts:
    """What is needed; `near` are the municipalities next to its own."""

    dimensions: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    municipality_id: int | None = None
    near: frozenset[int] = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    concepts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OfferFacts:
    """What is offered; without a municipality it serves everywhere."""

    dimensions: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    municipality_id: int | None = None
    capacity: int = 1
    available_from: date | None = None
    available_until: date | None = None
    concepts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """One factor's part of the score: `data` holds keys and terms, never sentences."""

    kind: Factor
    points: int
    most: int
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool:
        return self.points > 0


@dataclass(frozen=True)
class Score:
    reasons: tuple[Reason, ...]

    @property
    def total(self) -> int:
        return sum(reason.points for reason in self.reasons)

    def as_json(self) -> list[dict[str, Any]]:
        return [
            {"kind": reason.kind.value, "points": reason.points, "most": reason.most, "data": dict(reason.data)}
            for reason in self.reasons
        ]


def score(need: NeedFacts, offer: OfferFacts) -> Score:
    """The same two values give the same score, in whatever order their words stand."""
    return Score(
        (
            _needs(need, offer),
            _themes(need, offer),
            _terms(need, offer),
            _place(need, offer),
            _time(need, offer),
        )
    )


def score_from_json(rows: Iterable[Mapping[str, Any]]) -> Score:
    """The score as it was when a match was made."""
    return Score(tuple(Reason(Factor(row["kind"]), int(row["points"]), int(row["most"]), row["data"]) for row in rows))


def _part(kind: Factor, share: float, **data: Any) -> Reason:
    most = MOST[kind]
    return Reason(kind, round(most * min(1.0, max(0.0, share))), most, data)


def _needs(need: NeedFacts, offer: OfferFacts) -> Reason:
    shared = sorted(need.dimensions & offer.dimensions)
    return _part(Factor.NEEDS, len(shared) / (len(need.dimensions) or 1), keys=shared)


def _themes(need: NeedFacts, offer: OfferFacts) -> Reason:
    shared = sorted(need.themes & offer.themes)
    return _part(Factor.THEMES, len(shared) / (len(need.themes) or 1), keys=shared)


def _terms(need: NeedFacts, offer: OfferFacts) -> Reason:
    shared = sorted(need.terms & offer.terms, key=lambda term: (-weight_of(term), term))
    meant = sorted(need.concepts & offer.concepts)
    # words or what they mean, whichever says more: a shared word mostly names a shared concept, and counts once
    weight = max(sum(weight_of(term) for term in shared), CONCEPT_WEIGHT * len(meant))
    data = {"terms": shared[:TERMS_NAMED]} | ({"concepts": meant[:TERMS_NAMED]} if meant else {})
    return _part(Factor.TERMS, weight / FULL_TERMS, **data)


def _place(need: NeedFacts, offer: OfferFacts) -> Reason:
    most = MOST[Factor.PLACE]
    if offer.municipality_id is None:
        return Reason(Factor.PLACE, NEAR_POINTS, most, {"where": "anywhere"})
    if offer.municipality_id == need.municipality_id:
        return Reason(Factor.PLACE, most, most, {"where": "same"})
    if offer.municipality_id in need.near:
        return Reason(Factor.PLACE, NEAR_POINTS, most, {"where": "near"})
    return Reason(Factor.PLACE, 0, most, {"where": "far"})


def _time(need: NeedFacts, offer: OfferFacts) -> Reason:
    """All the points when the offer has room at some time of the need; what has no dates is always there."""
    if offer.capacity < 1:
        return _part(Factor.TIME, 0, why="full")
    ended = offer.available_until and need.starts_on and offer.available_until < need.starts_on
    later = offer.available_from and need.ends_on and offer.available_from > need.ends_on + HELP_LASTS
    if ended or later:
        return _part(Factor.TIME, 0, why="ended" if ended else "later")
    return _part(Factor.TIME, 1, why="fits")
