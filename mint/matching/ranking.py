"""Ranked lists: candidates that share something are found by index, five hundred at most, and scored in memory."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from mint.actor import Actor
from mint.matching.finding import MOST
from mint.matching.models import Need, Offer, Searched
from mint.matching.scoring import NeedFacts, OfferFacts, Score, score
from mint.places.models import Municipality

MOST_OFFERS = 50


@dataclass(frozen=True)
class Fit:
    """A need and an offer of somebody's, with the score and its reasons."""

    need: Need
    offer: Offer
    score: Score


def neighbours() -> dict[int, frozenset[int]]:
    """Which municipalities are next to which: reference data, a few rows."""
    near: dict[int, set[int]] = defaultdict(set)
    pairs = Municipality.neighbours.through._default_manager.values_list("from_municipality_id", "to_municipality_id")
    for one, other in pairs:
        near[one].add(other)
    return {pk: frozenset(others) for pk, others in near.items()}


def need_facts(need: Need, near: dict[int, frozenset[int]]) -> NeedFacts:
    return NeedFacts(
        dimensions=frozenset(need.dimensions),
        themes=frozenset(need.themes),
        terms=frozenset(need.terms),
        concepts=frozenset(need.concepts),
        municipality_id=need.municipality_id,
        near=near.get(need.municipality_id or 0, frozenset()),
        starts_on=need.starts_on,
        ends_on=need.ends_on,
    )


def offer_facts(offer: Offer) -> OfferFacts:
    return OfferFacts(
        dimensions=frozenset(offer.dimensions),
        themes=frozenset(offer.themes),
        terms=frozenset(offer.terms),
        concepts=frozenset(offer.concepts),
        municipality_id=offer.municipality_id,
        capacity=offer.capacity,
        available_from=offer.available_from,
        available_until=offer.available_until,
    )


def score_of(need: Need, offer: Offer) -> Score:
    return score(need_facts(need, neighbours()), offer_facts(offer))


def offers_of(organisation_id: int) -> list[Offer]:
    """An organisation's offers that are on, oldest first."""
    return list(Offer.objects.active().filter(organisation_id=organisation_id).order_by("pk")[:MOST_OFFERS])


def best_of(need: Need, organisation_id: int, offers: list[Offer] | None = None) -> Score:
    """How well the best of an organisation's offers answers the need; no points without offers."""
    fits = fits_of(need, offers_of(organisation_id) if offers is None else offers)
    return fits[0].score if fits else Score(())


def fits_of(need: Need, offers: Iterable[Offer]) -> list[Fit]:
    """Every offer scored against one need, the best first."""
    facts = need_facts(need, neighbours())
    return sorted((Fit(need, offer, score(facts, offer_facts(offer))) for offer in offers), key=_order)


def partners_for(need: Need, actor: Actor) -> list[Fit]:
    """The best offer of each organisation that shares something with the need."""
    ids = _sharing("offers_sharing", [need], need.organisation_id)
    shared: QuerySet[Offer] = Offer.objects.visible_to(actor).active().filter(pk__in=ids)
    return _best_each(fits_of(need, shared.select_related("organisation", "municipality").order_by("-pk")))


def _best_each(fits: list[Fit]) -> list[Fit]:
    best: dict[int, Fit] = {}
    for fit in fits:
        best.setdefault(fit.offer.organisation_id, fit)
    return list(best.values())


def needs_for(organisation_id: int, actor: Actor) -> list[Fit]:
    """Open needs of others that share something with the organisation's offers, each with its best offer."""
    offers = offers_of(organisation_id)
    if not offers:
        return []
    ids = _sharing("needs_sharing", offers, organisation_id)
    shared: QuerySet[Need] = Need.objects.visible_to(actor).open().filter(pk__in=ids)
    candidates = shared.select_related("organisation", "municipality")
    near, facts = neighbours(), [(offer, offer_facts(offer)) for offer in offers]
    fits = []
    for need in candidates.order_by("-pk"):
        wanted = need_facts(need, near)
        scored = [Fit(need, offer, score(wanted, offered)) for offer, offered in facts]
        fits.append(min(scored, key=_order))
    return sorted(fits, key=_order)


def _sharing(function: str, rows: Iterable[Searched], not_of: int) -> list[int]:
    """Ids of rows that share a term, a concept, a theme or a dimension with any of these: see `finding`."""
    marks = [
        sorted({value for row in rows for value in getattr(row, name)})
        for name in ("dimensions", "themes", "terms", "concepts")
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM mint.{function}(%s, %s, %s, %s, %s, %s)", [*marks, [not_of], MOST])  # noqa: S608
        return [pk for (pk,) in cursor.fetchall()]


def _order(fit: Fit) -> tuple[int, int, int]:
    """The highest score first; of equals the newest need, then the oldest offer."""
    return (-fit.score.total, -fit.need.pk, fit.offer.pk)
