"""The partners of one need as its page shows them: the stored list or a computed one, narrowed by criteria, passed over ones aside.

A page without candidates says which criterion excludes most, and what in the need itself would find more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.matching import listing, ranking
from mint.matching.facts import Asker, Ground, askers
from mint.matching.forms import NarrowingForm
from mint.matching.models import Choice, Need, Offer, Shortlist
from mint.matching.pages import LEAST_MATTER
from mint.matching.ranking import Fit, Ranked
from mint.matching.scoring import MEASURES, Factor, NeedFacts, OfferFacts, Weights, score
from mint.matching.states import Verdict
from mint.matching.weighing import weights_for
from mint.vocabulary.dimensions import labels_of
from mint.vocabulary.themes import theme_labels

SHOWN = 20
OFFERS_LOOKED_AT = 1_000
WIDER_NAMED = 3


@dataclass(frozen=True)
class Criterion:
    """`name` is its field in the address; `keeps` says of a candidate whether it stays."""

    name: str
    label: str
    keeps: Callable[[NeedFacts, Ranked], bool]


@dataclass(frozen=True)
class Excluding:
    """A criterion in force, how many more there would be without it, and the address without it."""

    label: str
    more: int
    query: str


@dataclass(frozen=True)
class Partners:
    """`shortlist` where the list is a stored one; `left` how many share something, but less than is asked for."""

    fits: list[Fit]
    shortlist: Shortlist | None
    found: int
    excluding: list[Excluding] = field(default_factory=list)
    wider: list[tuple[str, int]] = field(default_factory=list)
    passed: list[Choice] = field(default_factory=list)

    @property
    def most_excluding(self) -> Excluding | None:
        return max(self.excluding, key=lambda each: each.more, default=None)


def partners_of(need: Need, form: NarrowingForm, query: QueryDict, actor: Actor) -> Partners:
    """As somebody who may invite sees them."""
    weights = weights_for(need.project_id)
    passed = list(
        Choice.objects.visible_to(actor).standing().filter(need=need, verdict=Verdict.PASSED)
        .select_related("partner", "offer").order_by("-pk")
    )  # fmt: skip
    aside = {decision.partner_id for decision in passed}
    criteria = criteria_of(form.chosen)
    shortlist = listing.fresh(need, actor) if not form.narrows else None
    if shortlist:
        stored = listing.fits_in(shortlist, need, actor)
        fits = [fit for fit in stored if fit.offer.organisation_id not in aside and fit.score.matter >= LEAST_MATTER]
        if fits:
            return Partners(fits[:SHOWN], shortlist, shortlist.found, passed=passed)
    (asker,) = askers([need], Ground())
    found = ranking.candidates(asker, actor, weights)
    free = [each for each in found if each.offered.partner_id not in aside]
    kept = _kept(asker, free, criteria, weights)
    return Partners(
        ranking.shown(asker, kept[:SHOWN], weights),
        None,
        len(found),
        [] if kept else _excluding(asker, free, criteria, weights, query),
        [] if kept else wider(need, actor),
        passed,
    )


def criteria_of(chosen: dict[str, Any]) -> list[Criterion]:
    """Those in force; that an offer has something to do with the matter is asked unless one looks at the weak ones, too."""
    found = []
    if place := chosen.get("paikka"):
        most = {"sama": 0, "naapuri": 1, "lahella": 2}[place]
        found.append(Criterion("paikka", _("place"), lambda need, each: _near(need, each.facts, most)))
    if chosen.get("tilaa"):
        found.append(Criterion("tilaa", _("room when help is needed"), lambda need, each: _has_room(need, each.facts)))
    if kind := chosen.get("laji"):
        found.append(Criterion("laji", _("kind of offer"), lambda _need, each: each.offered.kind == kind))
    if theme := chosen.get("teema"):
        found.append(Criterion("teema", _("theme"), lambda _need, each: theme in each.facts.themes))
    return found


def _near(need: NeedFacts, facts: OfferFacts, most: int) -> bool:
    here = facts.municipality_id
    return here is None or here == need.municipality_id or need.steps.get(here, most + 1) <= most


def _has_room(need: NeedFacts, facts: OfferFacts) -> bool:
    return MEASURES[Factor.TIME](need, facts)[0] > 0


def _kept(asker: Asker, found: Iterable[Ranked], criteria: Sequence[Criterion], weights: Weights) -> list[Ranked]:
    return [
        each
        for each in found
        if all(criterion.keeps(asker.facts, each) for criterion in criteria) and _matters(asker, each, weights)
    ]


def _matters(asker: Asker, each: Ranked, weights: Weights) -> bool:
    return score(asker.facts, each.facts, weights).matter >= LEAST_MATTER


def _excluding(
    asker: Asker, found: list[Ranked], criteria: list[Criterion], weights: Weights, query: QueryDict
) -> list[Excluding]:
    """What each criterion alone keeps out, the others being in force."""
    rows = []
    for criterion in criteria:
        others = [each for each in criteria if each is not criterion]
        without = query.copy()
        without.pop(criterion.name, None)
        rows.append(Excluding(criterion.label, len(_kept(asker, found, others, weights)), without.urlencode()))
    return rows


def wider(need: Need, actor: Actor) -> list[tuple[str, int]]:
    """Kinds of help and themes that the need does not name, with how many offers answer them; the most first."""
    rows = Offer.objects.visible_to(actor).active().exclude(organisation_id=need.organisation_id).order_by("-pk")
    dimensions: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    for of_kind, of_theme in rows.values_list("dimensions", "themes")[:OFFERS_LOOKED_AT]:
        dimensions.update(set(of_kind) - set(need.dimensions))
        themes.update(set(of_theme) - set(need.themes))
    named = [(label, n) for key, n in dimensions.items() for label in labels_of([key])]
    named += [(label, n) for key, n in themes.items() for label in theme_labels([key])]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))[:WIDER_NAMED]
