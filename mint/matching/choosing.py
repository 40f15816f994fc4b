"""What people make of the suggestions: who was shown, invited, and passed over. No score ever reads it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.matching import listing
from mint.matching.models import Choice, Match, Need, Offer, Shown
from mint.matching.permissions import can_invite
from mint.matching.ranking import Fit
from mint.matching.states import Verdict
from mint.web import MoveError

FIRST = listing.FIRST_SHOWN


def see(need: Need, fits: Iterable[Fit], *, actor: Actor) -> None:
    """Keep who were the first five before somebody who could invite, once a month."""
    if not need.is_open or not can_invite(actor, need):
        return
    month = clock.today().replace(day=1)
    rows = [
        Shown(month=month, rank=place, created_at=clock.now(), **_line(need, fit))
        for place, fit in enumerate(_one_of_each(fits), start=1)
    ]
    Shown.objects.bulk_create(rows, ignore_conflicts=True)


def _one_of_each(fits: Iterable[Fit]) -> list[Fit]:
    """The first five partners, each with its better offer."""
    best: dict[int, Fit] = {}
    for fit in fits:
        best.setdefault(fit.offer.organisation_id, fit)
    return list(best.values())[:FIRST]


def _line(need: Need, fit: Fit) -> dict[str, object]:
    return {
        "need": need,
        "organisation_id": need.organisation_id,
        "municipality_id": need.municipality_id,
        "project_id": need.project_id,
        "partner_id": fit.offer.organisation_id,
        "offer": fit.offer,
        "score": fit.score.total,
        "weights_id": fit.weights,
    }


def invited(match: Match, offer: Offer, *, actor: Actor) -> Choice:
    """In the transaction of the invitation, with the place that the offer had in the list."""
    return _keep(match.need, listing.fit_of(match.need, offer, actor), Verdict.INVITED, actor=actor)


def uninvited(match: Match) -> None:
    """The invitation was taken back within its ten minutes: so is the decision."""
    rows = Choice.objects.standing().filter(need_id=match.need_id, partner_id=match.partner_id)
    rows.filter(verdict=Verdict.INVITED).update(undone_at=clock.now())


@transaction.atomic
def pass_over(need: Need, offer: Offer, *, actor: Actor, reason: str, note: str = "") -> Choice:
    """The partner is not for this need, and why: for the owner's side, never shown to the partner. Twice is once."""
    if not can_invite(actor, need):
        raise PermissionDenied
    if not need.is_open:
        raise MoveError(_("The need does not seek partners any more."))
    fit = listing.fit_of(need, offer, actor)
    try:
        with transaction.atomic():
            decision = _keep(need, fit, Verdict.PASSED, actor=actor, reason=reason, note=note)
    except IntegrityError:
        return Choice.objects.standing().get(need=need, partner_id=offer.organisation_id, verdict=Verdict.PASSED)
    record("decision.passed", decision, actor=actor, data={"need": need.pk, "reason": reason})
    return decision


@transaction.atomic
def take_back(decision: Choice, *, actor: Actor) -> Choice:
    """The partner is in the list again, at any time."""
    if not can_invite(actor, decision.need):
        raise PermissionDenied
    changed = Choice.objects.standing().filter(pk=decision.pk, verdict=Verdict.PASSED).update(undone_at=clock.now())
    if not changed:
        raise MoveError(_("This can no longer be undone."))
    record("decision.undone", decision, actor=actor, data={"need": decision.need_id})
    return decision


def _keep(need: Need, fit: Fit, verdict: Verdict, *, actor: Actor, reason: str = "", note: str = "") -> Choice:
    return Choice.objects.create(
        verdict=verdict, reason=reason, note=note, rank=fit.rank, decided_by_id=actor.user_id,
        created_at=clock.now(), **_line(need, fit),
    )  # fmt: skip
