"""The stored suggestions: writing each open need's best offers, and telling when they are no longer true."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from mint import clock
from mint.actor import Actor
from mint.matching import ranking
from mint.matching.facts import Asker, Ground, askers
from mint.matching.models import Need, Offer, Shortlist, Suggestion
from mint.matching.ranking import Fit
from mint.matching.scoring import Weights, score_from_json
from mint.matching.weighing import weights_for, weights_of
from mint.outbox.queue import enqueue
from mint.vocabulary import stored

RANKER = Actor.system("matching.rank")
FIRST_SHOWN = 5
AT_ONCE = 50


def edition() -> str:
    """Stands for the vocabulary as it is, in 64 letters."""
    return hashlib.sha256(stored.edition().encode()).hexdigest()


# --- writing: as the system -----------------------------------------------------------------------------------------


def rank(needs: Iterable[Need], ground: Ground | None = None) -> int:
    """Store the suggestions of these needs; returns for how many the first five became others. Harmless twice."""
    rows = list(needs)
    weights = weights_of({need.project_id for need in rows})
    asking, now = askers(rows, ground or Ground()), edition()
    return sum(_store(asker, weights[asker.need.project_id], now) for asker in asking)


@transaction.atomic
def _store(asker: Asker, weights: Weights, vocabulary: str) -> bool:
    need = asker.need
    began = clock.now()
    found = ranking.candidates(asker, RANKER, weights)
    fits = ranking.shown(asker, found[: ranking.MOST_SHOWN], weights)
    whose = {
        "organisation_id": need.organisation_id,
        "municipality_id": need.municipality_id,
        "project_id": need.project_id,
    }
    values = {
        **whose,
        "weights_id": weights.version,
        "edition": vocabulary,
        "need_version": need.version,
        "found": len(found),
        "best": max((fit.score.total for fit in fits), default=0),
        "best_matter": max((fit.score.matter for fit in fits), default=0),
        "computed_at": began,
        "stale_at": None,
    }
    shortlist, _created = Shortlist.objects.select_for_update(of=("self",)).update_or_create(need=need, defaults=values)
    before = _first(need)
    Suggestion.objects.filter(need=need).delete()
    Suggestion.objects.bulk_create(_suggestion(shortlist, fit, whose) for fit in fits)
    return before != _first(need)


def _suggestion(shortlist: Shortlist, fit: Fit, whose: dict[str, int | None]) -> Suggestion:
    return Suggestion(
        shortlist=shortlist, need=fit.need, offer=fit.offer, partner_id=fit.offer.organisation_id, rank=fit.rank or 1,
        score=fit.score.total, reasons=fit.score.as_json(), **whose,
    )  # fmt: skip


def _first(need: Need) -> list[int]:
    rows = Suggestion.objects.filter(need=need, rank__lte=FIRST_SHOWN).order_by("rank")
    return list(rows.values_list("offer_id", flat=True))


def rank_stale() -> int:
    """Some of those whose suggestions are missing or no longer true, then the job for the rest. Returns how many."""
    missing = Need.objects.open().filter(shortlist=None).order_by("pk")[:AT_ONCE]
    stale = (
        Need.objects.open().filter(shortlist__stale_at__isnull=False).order_by("shortlist__stale_at", "pk")[:AT_ONCE]
    )
    needs = [*missing, *stale][:AT_ONCE]
    rank(needs)
    if len(needs) == AT_ONCE:
        enqueue("matching.rank_stale")
    return len(needs)


def stale_for_offer(pk: int) -> int:
    """An offer has changed: where it is suggested, and where it could be. Returns for how many needs."""
    offer = Offer.objects.filter(pk=pk).first()
    if offer is None:
        return 0
    sharing = ranking.needs_sharing(offer)
    return _stale(Q(need_id__in=sharing) | Q(suggestions__offer_id=pk))


def stale_of_project(project_id: int | None) -> int:
    """Its weights have changed: all of the project's, or of all needs (None: a project may have no weights of its own)."""
    return _stale(Q(project_id=project_id) if project_id else Q())


def _stale(which: Q) -> int:
    ids = set(Shortlist.objects.filter(which, stale_at=None).values_list("pk", flat=True))
    if ids:
        Shortlist.objects.filter(pk__in=ids).update(stale_at=clock.now())
        enqueue("matching.rank_stale")
    return len(ids)


# --- reading: as whoever looks --------------------------------------------------------------------------------------


def fresh(need: Need, actor: Actor) -> Shortlist | None:
    """The need's suggestions as they are stored, where nothing that counts has changed since."""
    rows = Shortlist.objects.visible_to(actor).filter(need=need, stale_at=None, need_version=need.version)
    found = rows.filter(weights_id=weights_for(need.project_id).version).select_related("weights").first()
    return found if found and found.edition == edition() else None


def fits_in(shortlist: Shortlist, need: Need, actor: Actor) -> list[Fit]:
    """The stored lines whose offers are still to be had."""
    rows = Suggestion.objects.visible_to(actor).filter(shortlist=shortlist).order_by("rank")
    offers = Offer.objects.visible_to(actor).active().select_related("organisation", "municipality")
    here = offers.in_bulk(rows.values_list("offer_id", flat=True))
    return [
        Fit(need, here[row.offer_id], score_from_json(row.reasons), row.rank, shortlist.weights_id)
        for row in rows
        if row.offer_id in here
    ]


def fit_of(need: Need, offer: Offer, actor: Actor) -> Fit:
    """One offer against the need: as its list says it, or by itself where it is in none."""
    shortlist = fresh(need, actor)
    row = Suggestion.objects.visible_to(actor).filter(shortlist=shortlist, offer=offer).first() if shortlist else None
    if shortlist and row:
        return Fit(need, offer, score_from_json(row.reasons), row.rank, shortlist.weights_id)
    return replace(ranking.fits_of(need, [offer])[0], need=need, offer=offer)
