"""How well an offer answers a need: pure functions on frozen values; the points shown always add up to the score.

Eight factors, each a share from 0 to 1 of the points that its weight gives; the weights add up to a hundred. What is
said of a factor (`data`) holds keys and terms, never sentences: `reasons` says it in the reader's language.

    text        of what the need says, rare words more, how much the offer says, too: BM25 (see `comparing`)
    concepts    the same of what the texts mean, whatever the language, and of the owner's own tags
    needs       the share of the kinds of help asked for, among the five dimensions, that the offer answers
    themes      the share of the need's themes that the offer has
    place       all in the same municipality, less with every border between, MIDDLE where it serves everywhere
    time        all or nothing: is there room while help is needed?
    record      MIDDLE for a newcomer; everything realised adds, and nothing takes away
    diversity   all for a partner's first place; less for its next offer in the same list, and for being first for
                other needs of the same owner already
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any


class Factor(StrEnum):
    """The value of the text's is what it was called when words and concepts were one: matches of then read the same."""

    TEXT = "terms"
    CONCEPTS = "concepts"
    NEEDS = "needs"
    THEMES = "themes"
    PLACE = "place"
    TIME = "time"
    RECORD = "record"
    DIVERSITY = "diversity"


Shares = Mapping[Factor, float]
MATTER = (Factor.TEXT, Factor.CONCEPTS, Factor.NEEDS, Factor.THEMES)  # what it is about; the rest is circumstances
HUNDRED = 100
MIDDLE = 0.6
BY_STEPS = (1.0, MIDDLE, 0.3)  # in the same municipality, across one border, across two
REALISED_EACH = 0.2
NEXT_OFFER = (1.0, 0.4)  # of a partner's offers in one list the first, the second; nothing for what follows
FIRST_ELSEWHERE = 0.25  # less for each other need of the owner in which the partner is first
TERMS_NAMED = 5
HELP_LASTS = timedelta(days=180)  # partners are sought until the end; the work itself comes after it


@dataclass(frozen=True)
class Weights:
    """The points of each factor, a hundred together; `version` is the row they came from (None: the ones we begin with).

    `is_common`: the installation's, which count where a project has set none of its own.
    """

    points: Mapping[Factor, int]
    version: int | None = None
    number: int = 0
    is_common: bool = False

    def __post_init__(self) -> None:
        if set(self.points) != set(Factor) or sum(self.points.values()) != HUNDRED or min(self.points.values()) < 0:
            raise ValueError("the weights of the eight factors add up to a hundred")


FIRST_WEIGHTS = Weights(
    {
        Factor.TEXT: 25, Factor.CONCEPTS: 15, Factor.NEEDS: 20, Factor.THEMES: 10, Factor.PLACE: 10, Factor.TIME: 10,
        Factor.RECORD: 5, Factor.DIVERSITY: 5,
    }
)  # fmt: skip


@dataclass(frozen=True)
class NeedFacts:
    """What is needed. `steps` says how many borders away each municipality is that is near enough to count."""

    dimensions: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    municipality_id: int | None = None
    steps: Mapping[int, int] = field(default_factory=dict)
    starts_on: date | None = None
    ends_on: date | None = None
    concepts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OfferFacts:
    """What is offered; without a municipality it serves everywhere. `text` and `meaning` are shares (see `comparing`)."""

    dimensions: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    municipality_id: int | None = None
    capacity: int = 1
    available_from: date | None = None
    available_until: date | None = None
    concepts: frozenset[str] = frozenset()
    text: float = 0.0
    meaning: float = 0.0
    realised: int = 0  # of its partner, with anybody
    first_elsewhere: int = 0  # for how many other needs of the owner its partner is first
    place_in_list: int = 0  # 0: its partner's first in this list


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

    @property
    def matter(self) -> int:
        """The points for what it is about: without any of them, place and time say nothing."""
        return sum(reason.points for reason in self.reasons if reason.kind in MATTER)

    def as_json(self) -> list[dict[str, Any]]:
        return [
            {"kind": reason.kind.value, "points": reason.points, "most": reason.most, "data": dict(reason.data)}
            for reason in self.reasons
        ]


def score(need: NeedFacts, offer: OfferFacts, weights: Weights = FIRST_WEIGHTS) -> Score:
    """The same values give the same score, in whatever order their words stand."""
    found = {factor: measure(need, offer) for factor, measure in MEASURES.items()}
    return Score(tuple(_reason(factor, weights, *found[factor]) for factor in Factor))


def total_of(need: NeedFacts, offer: OfferFacts, weights: Weights) -> int:
    """The score's total without its reasons: what five hundred candidates are ordered by."""
    return sum(round(weights.points[factor] * measure(need, offer)[0]) for factor, measure in MEASURES.items())


def score_from_json(rows: Iterable[Mapping[str, Any]]) -> Score:
    """The score as it was when a match was made."""
    return Score(tuple(Reason(Factor(row["kind"]), int(row["points"]), int(row["most"]), row["data"]) for row in rows))


def in_list(facts: OfferFacts, place: int) -> OfferFacts:
    return replace(facts, place_in_list=place)


def _reason(factor: Factor, weights: Weights, share: float, data: Mapping[str, Any]) -> Reason:
    most = weights.points[factor]
    return Reason(factor, round(most * min(1.0, max(0.0, share))), most, data)


Measured = tuple[float, Mapping[str, Any]]


def _text(need: NeedFacts, offer: OfferFacts) -> Measured:
    shared = sorted(need.terms & offer.terms, key=lambda term: (-len(term), term))
    return offer.text, {"terms": shared[:TERMS_NAMED]}


def _concepts(need: NeedFacts, offer: OfferFacts) -> Measured:
    return offer.meaning, {"concepts": sorted(need.concepts & offer.concepts)[: 2 * TERMS_NAMED]}


def _needs(need: NeedFacts, offer: OfferFacts) -> Measured:
    shared = sorted(need.dimensions & offer.dimensions)
    return len(shared) / (len(need.dimensions) or 1), {"keys": shared}


def _themes(need: NeedFacts, offer: OfferFacts) -> Measured:
    shared = sorted(need.themes & offer.themes)
    return len(shared) / (len(need.themes) or 1), {"keys": shared}


def _place(need: NeedFacts, offer: OfferFacts) -> Measured:
    if offer.municipality_id is None:
        return MIDDLE, {"where": "anywhere"}
    if offer.municipality_id == need.municipality_id:
        return 1.0, {"where": "same"}
    steps = need.steps.get(offer.municipality_id, len(BY_STEPS))
    if steps < len(BY_STEPS):
        return BY_STEPS[steps], {"where": "near", "steps": steps}
    return 0.0, {"where": "far"}


def _time(need: NeedFacts, offer: OfferFacts) -> Measured:
    """All the points when the offer has room at some time of the need; what has no dates is always there."""
    if offer.capacity < 1:
        return 0.0, {"why": "full"}
    if offer.available_until and need.starts_on and offer.available_until < need.starts_on:
        return 0.0, {"why": "ended"}
    if offer.available_from and need.ends_on and offer.available_from > need.ends_on + HELP_LASTS:
        return 0.0, {"why": "later"}
    return 1.0, {"why": "fits"}


def _record(_need: NeedFacts, offer: OfferFacts) -> Measured:
    return min(1.0, MIDDLE + REALISED_EACH * offer.realised), {"realised": offer.realised}


def _diversity(_need: NeedFacts, offer: OfferFacts) -> Measured:
    place = offer.place_in_list
    share = NEXT_OFFER[place] if place < len(NEXT_OFFER) else 0.0
    return max(0.0, share - FIRST_ELSEWHERE * offer.first_elsewhere), {"place": place, "first": offer.first_elsewhere}


MEASURES = {
    Factor.TEXT: _text,
    Factor.CONCEPTS: _concepts,
    Factor.NEEDS: _needs,
    Factor.THEMES: _themes,
    Factor.PLACE: _place,
    Factor.TIME: _time,
    Factor.RECORD: _record,
    Factor.DIVERSITY: _diversity,
}
