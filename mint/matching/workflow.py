"""The moves of a match, and what follows from each."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.matching import choosing, listing, notices, ranking
from mint.matching.models import Contact, Match, Need, Offer, PrivateReason
from mint.matching.permissions import (
    can_answer,
    can_conclude,
    can_decline,
    can_discuss,
    can_express,
    can_invite,
    can_withdraw,
    side_of,
)
from mint.matching.scoring import Score
from mint.matching.states import ASKING, LIVE, Agreement, Side, State
from mint.outbox.queue import enqueue
from mint.web import MoveError
from mint.workflow import Move, perform

LAPSES_AFTER = timedelta(days=30)
LAPSER = "matching.lapse_due"
SUGGESTED = "match.suggested"
LAPSED_AT_ONCE = 200


def need_is_open(match: Match) -> str | None:
    return None if match.need.is_open else _("The need does not seek partners any more.")


S, _l = State, gettext_lazy
EXPRESS = Move(
    "match.interested", (S.SUGGESTED,), S.INTEREST, can_answer, _l("We are interested"), guards=(need_is_open,)
)
ACCEPT = Move("match.accepted", (S.INTEREST,), S.MUTUAL, can_answer, _l("Accept and show contacts"))
DISCUSS = Move("match.discussed", (S.MUTUAL,), S.IN_DISCUSSION, can_discuss, _l("We have talked"))
AGREE = Move("match.agreed", (S.MUTUAL, S.IN_DISCUSSION), S.AGREED, can_conclude, _l("Record the agreement"))
REALISE = Move("match.realised", (S.AGREED,), S.REALISED, can_conclude, _l("Mark as realised"))
DECLINE = Move(
    "match.declined", (*ASKING, S.MUTUAL, S.IN_DISCUSSION), S.DECLINED, can_decline, _l("Decline"), is_main=False,
)  # fmt: skip
WITHDRAW = Move("match.withdrawn", ASKING, S.WITHDRAWN, can_withdraw, _l("Withdraw"), is_main=False)
LAPSE = Move("match.lapsed", ASKING, S.LAPSED, lambda _actor, _match: False, system=(LAPSER,))
MOVES = (EXPRESS, ACCEPT, DISCUSS, AGREE, REALISE, DECLINE, WITHDRAW, LAPSE)


# --- how a match begins ---------------------------------------------------------------------------------------------


@transaction.atomic
def express_interest(
    need: Need, *, actor: Actor, message: str, name: str, email: str, offer: Offer | None = None
) -> Match:
    """The partner's interest in a need. Answers an invitation or a suggestion where there is one; twice is once."""
    if not can_express(actor, need):
        raise PermissionDenied
    own = actor.organisation_id or 0
    live = _live(need, own)
    if live is None and not need.is_open:
        raise MoveError(_("The need does not seek partners any more."))
    if live is None:
        values = {"state": State.INTEREST, "interest_from": Side.PARTNER, "message": message}
        live, created = _create(need, own, offer, actor, values)
        if created:
            set_contact(live, actor, name=name, email=email)
            notices.interest(live, actor)
        return live
    return _join(live, actor, name, email)


def _join(match: Match, actor: Actor, name: str, email: str) -> Match:
    """Interest where a match already lives: an answer if one is waited for, otherwise nothing new."""
    if not (match.state in ASKING and can_answer(actor, match)):
        return match
    return accept(match, actor=actor, name=name, email=email)


@transaction.atomic
def invite(need: Need, offer: Offer, *, actor: Actor, message: str, name: str, email: str) -> Match:
    """The owner's interest in an offer; from a coordinator or a curator a suggestion to both sides."""
    if not can_invite(actor, need):
        raise PermissionDenied
    if offer.organisation_id == need.organisation_id:
        raise MoveError(_("The offer is of the same organisation as the need."))
    live = _live(need, offer.organisation_id)
    if live is not None:
        return live
    if not need.is_open:
        raise MoveError(_("The need does not seek partners any more."))
    owns = actor.organisation_id == need.organisation_id
    values: dict[str, Any] = {"message": message, "state": State.INTEREST if owns else State.SUGGESTED}
    values["interest_from"] = Side.OWNER if owns else ""
    match, created = _create(need, offer.organisation_id, offer, actor, values)
    if created and owns:
        set_contact(match, actor, name=name, email=email)
    if created:
        choosing.invited(match, offer, actor=actor)
        (notices.interest if owns else notices.suggested)(match, actor)
    return match


def _live(need: Need, partner_id: int) -> Match | None:
    return Match.objects.filter(need=need, partner_id=partner_id, state__in=LIVE).select_related("need").first()


def _create(
    need: Need, partner_id: int, offer: Offer | None, actor: Actor, values: dict[str, Any]
) -> tuple[Match, bool]:
    """A new match with its score as it is today; of two at once the second finds the first's."""
    fit = listing.fit_of(need, offer, actor) if offer else ranking.best_of(need, partner_id)
    score = fit.score if fit else Score(())
    try:
        with transaction.atomic():
            match = Match.objects.create(
                need=need, offer=offer, partner_id=partner_id, organisation_id=need.organisation_id,
                municipality_id=need.municipality_id, project_id=need.project_id,
                score=score.total, reasons=score.as_json(), weights_id=fit.weights if fit else None, asked_at=clock.now(), created_at=clock.now(), **values,
            )  # fmt: skip
    except IntegrityError:
        if live := _live(need, partner_id):
            return live, False
        raise
    verb = EXPRESS.verb if values["interest_from"] else SUGGESTED
    match.entry_key = record(verb, match, actor=actor, to_state=match.state, data={"need": need.pk})
    return match, True


def set_contact(match: Match, actor: Actor, *, name: str, email: str) -> None:
    """Whom the other side will meet, once both are interested."""
    Contact.objects.update_or_create(
        match=match, organisation_id=actor.organisation_id or 0, defaults={"name": name, "email": email}
    )


# --- the moves ------------------------------------------------------------------------------------------------------


@transaction.atomic
def accept(match: Match, *, actor: Actor, name: str, email: str) -> Match:
    """Yes: to a suggestion it is interest, to the other side's interest it makes the interest mutual."""
    if match.state == State.SUGGESTED:
        side = side_of(actor, match)
        match = perform(match, EXPRESS, actor=actor, interest_from=side or "", asked_at=clock.now())
        set_contact(match, actor, name=name, email=email)
        notices.interest(match, actor)
        return match
    match = perform(match, ACCEPT, actor=actor)
    set_contact(match, actor, name=name, email=email)
    notices.mutual(match, actor)
    return match


@transaction.atomic
def discuss(match: Match, *, actor: Actor) -> Match:
    return perform(match, DISCUSS, actor=actor)


@transaction.atomic
def agree(match: Match, *, actor: Actor, agreement: str) -> Match:
    if agreement not in Agreement.values:
        raise MoveError(_("Choose what was agreed on."))
    match = perform(match, AGREE, actor=actor, agreement=agreement, agreed_at=clock.now())
    notices.agreed(match, actor)
    return match


@transaction.atomic
def realise(match: Match, *, actor: Actor) -> Match:
    match = perform(match, REALISE, actor=actor)
    enqueue("matching.count_record", organisation_id=match.partner_id)
    return match


@transaction.atomic
def decline(match: Match, *, actor: Actor, reason: str = "") -> Match:
    """The reason is kept for one's own side: not in the audit entry, not in the message."""
    match = perform(match, DECLINE, actor=actor)
    if reason.strip():
        PrivateReason.objects.create(match=match, organisation_id=actor.organisation_id or 0, text=reason)
    notices.declined(match, actor)
    return match


@transaction.atomic
def withdraw(match: Match, *, actor: Actor) -> Match:
    return perform(match, WITHDRAW, actor=actor)


def lapse_due() -> int:
    """What nobody has answered in 30 days lapses; harmless twice. Runs as mint_system; returns how many."""
    actor, before = Actor.system(LAPSER), clock.now() - LAPSES_AFTER
    due = Match.objects.asking().filter(asked_at__lt=before).order_by("asked_at", "pk")
    lapsed = 0
    for match in due[:LAPSED_AT_ONCE]:
        try:
            perform(match, LAPSE, actor=actor)
        except MoveError:
            continue  # answered meanwhile
        lapsed += 1
    return lapsed


# What a POST of the move's name runs, with what its form gives.
RUN: dict[str, Callable[..., Match]] = {
    EXPRESS.name: accept,
    ACCEPT.name: accept,
    DISCUSS.name: discuss,
    AGREE.name: agree,
    REALISE.name: realise,
    DECLINE.name: decline,
    WITHDRAW.name: withdraw,
}
