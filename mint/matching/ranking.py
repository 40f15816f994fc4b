"""Ranked lists: candidates that share something are found by index, five hundred at most, and scored in memory."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import QuerySet

from mint.actor import Actor
from mint.matching.facts import Asker, Firsts, Ground, Offered, askers, firsts, offered, with_words
from mint.matching.finding import MOST
from mint.matching.models import Need, Offer, Searched
from mint.matching.scoring import NEXT_OFFER, OfferFacts, Score, Weights, score, total_of
from mint.matching.weighing import weights_for, weights_of

MOST_OFFERS = 50
MOST_SHOWN = 30
MOST_NEEDS = 200


@dataclass(frozen=True)
class Fit:
    """A need and an offer of somebody's, with the score and its reasons, and its place in a stored list."""

    need: Need
    offer: Offer
    score: Score
    rank: int | None = None
    weights: int | None = None


@dataclass(frozen=True)
class Ranked:
    """A candidate of a need's list, in its place."""

    offered: Offered
    facts: OfferFacts
    total: int


def offers_of(organisation_id: int) -> list[Offer]:
    """An organisation's offers that are on, oldest first."""
    return list(Offer.objects.active().filter(organisation_id=organisation_id).order_by("pk")[:MOST_OFFERS])


def best_of(need: Need, organisation_id: int) -> Fit | None:
    """How well the best of an organisation's offers answers the need; nothing without offers."""
    return next(iter(fits_of(need, offers_of(organisation_id))), None)


def fits_of(need: Need, offers: Iterable[Offer]) -> list[Fit]:
    """Every offer scored against one need by itself, as if it were its partner's only one; the best first."""
    rows = {offer.pk: offer for offer in offers}
    if not rows:
        return []
    weights = weights_for(need.project_id)
    (asker,) = askers([need], Ground())
    found = offered(Offer.objects.filter(pk__in=rows))
    first = firsts([need.organisation_id], [each.partner_id for each in found])
    fits = [_fit(asker, each.for_need(asker, first), rows[each.pk], weights) for each in found]
    return sorted(fits, key=_order)


def partners_for(need: Need, actor: Actor, most: int = MOST_SHOWN) -> list[Fit]:
    """The best offers of all that share something with the need, two of a partner at most."""
    weights = weights_for(need.project_id)
    (asker,) = askers([need], Ground())
    return shown(asker, candidates(asker, actor, weights)[:most], weights)


def candidates(asker: Asker, actor: Actor, weights: Weights, most: int = MOST) -> list[Ranked]:
    """All that share something with the need, in their order."""
    return ordered(asker, measured(asker, actor, most), weights)


def measured(asker: Asker, actor: Actor, most: int = MOST) -> list[Ranked]:
    """The same, scored by no weights yet: what `ordered` takes, with one set of weights or with two."""
    need = asker.need
    ids = _sharing("offers_sharing", [need], need.organisation_id, most)
    found = offered(Offer.objects.visible_to(actor).active().filter(pk__in=ids))
    first = firsts([need.organisation_id], [each.partner_id for each in found])
    return [Ranked(each, each.for_need(asker, first), 0) for each in found]


def ordered(asker: Asker, found: Iterable[Ranked], weights: Weights) -> list[Ranked]:
    """Best first. A partner's next offer loses points of diversity to its better one, and what comes after that is left out."""
    scored = [replace(each, total=total_of(asker.facts, each.facts, weights)) for each in found]
    places: Counter[int] = Counter()
    kept = []
    for each in sorted(scored, key=_by_total):
        place = places[each.offered.partner_id]
        places[each.offered.partner_id] += 1
        if place < len(NEXT_OFFER):
            kept.append(_in_place(asker, each, place, weights) if place else each)
    return sorted(kept, key=_by_total)


def _in_place(asker: Asker, each: Ranked, place: int, weights: Weights) -> Ranked:
    facts = replace(each.facts, place_in_list=place)
    return replace(each, facts=facts, total=total_of(asker.facts, facts, weights))


def shown(asker: Asker, ranked: Sequence[Ranked], weights: Weights) -> list[Fit]:
    """With their rows and reasons, in the same order."""
    rows: Mapping[int, Offer] = Offer.objects.select_related("organisation", "municipality").in_bulk(
        [each.offered.pk for each in ranked]
    )
    return [_fit(asker, each.facts, rows[each.offered.pk], weights, rank) for rank, each in enumerate(ranked, start=1)]


def needs_for(organisation_id: int, actor: Actor, most: int = MOST_SHOWN) -> list[Fit]:
    """Open needs of others that share something with the organisation's offers, each with its best offer."""
    offers = {offer.pk: offer for offer in offers_of(organisation_id)}
    if not offers:
        return []
    own = offered(Offer.objects.filter(pk__in=offers))
    ids = _sharing("needs_sharing", offers.values(), organisation_id, MOST_NEEDS)
    shared: QuerySet[Need] = Need.objects.visible_to(actor).open().filter(pk__in=ids).defer("text")
    asking = askers(shared.order_by("-pk"), Ground(), [each.language for each in own])
    first = firsts([asker.need.organisation_id for asker in asking], [organisation_id])
    weights = weights_of({asker.need.project_id for asker in asking})
    best = sorted(
        (_best(asker, own, first, weights) for asker in asking), key=lambda row: (-row[2].total, -row[0].need.pk)
    )
    return _with_rows(best[:most], offers, weights)


def _best(
    asker: Asker, own: list[Offered], first: Firsts, weights: Mapping[int | None, Weights]
) -> tuple[Asker, Offered, Ranked]:
    usual = weights[asker.need.project_id]
    facts = ((each, each.for_need(asker, first)) for each in own)
    scored = (Ranked(each, fact, total_of(asker.facts, fact, usual)) for each, fact in facts)
    best = min(scored, key=lambda row: (-row.total, row.offered.pk))
    return asker, best.offered, best


def _with_rows(
    best: list[tuple[Asker, Offered, Ranked]], offers: Mapping[int, Offer], weights: Mapping[int | None, Weights]
) -> list[Fit]:
    """The needs that are shown with whose they are and where."""
    ids = [asker.need.pk for asker, _own, _row in best]
    rows = Need.objects.select_related("organisation", "municipality").in_bulk(ids)
    return [
        replace(_fit(asker, row.facts, offers[own.pk], weights[asker.need.project_id]), need=rows[asker.need.pk])
        for asker, own, row in best
    ]


def _fit(asker: Asker, facts: OfferFacts, offer: Offer, weights: Weights, rank: int | None = None) -> Fit:
    return Fit(asker.need, offer, score(asker.facts, with_words(facts, offer), weights), rank, weights.version)


def needs_sharing(offer: Offer) -> list[int]:
    """Ids of open needs of others that share something with the offer."""
    return _sharing("needs_sharing", [offer], offer.organisation_id, MOST)


def _sharing(function: str, rows: Iterable[Searched], not_of: int, most: int) -> list[int]:
    """Ids of rows that share a term, a concept, a theme or a dimension with any of these: see `finding`."""
    listed = list(rows)
    marks = [
        sorted({value for row in listed for value in getattr(row, name)})
        for name in ("dimensions", "themes", "terms", "concepts")
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM mint.{function}(%s, %s, %s, %s, %s, %s)", [*marks, [not_of], most])  # noqa: S608
        return [pk for (pk,) in cursor.fetchall()]


def _by_total(each: Ranked) -> tuple[int, float, int]:
    """The highest total first; of equals what says more, then the older offer."""
    return (-each.total, -(each.facts.text + each.facts.meaning), each.offered.pk)


def _order(fit: Fit) -> tuple[int, int, int]:
    return (-fit.score.total, -fit.need.pk, fit.offer.pk)
