"""The moves of a co-owner: invited or asking, joined or not, left."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from challenges.models import Challenge, CoOwner
from challenges.sharing import notices
from challenges.sharing.models import Share
from challenges.sharing.permissions import can_answer, can_ask, can_lead, can_share
from challenges.states import ASKABLE, ENDED, CoState, State
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.models import Organisation
from mint.web import MoveError
from mint.workflow import Move, lock, perform, undoable
from mint.workflow import undo as undo_move

AGAIN_AFTER = timedelta(days=14)  # who was refused may ask again, as with a company that one asks to join


def still_askable(row: CoOwner) -> str | None:
    return None if row.challenge.state in ASKABLE else _("The challenge has ended.")


def not_too_soon(row: CoOwner) -> str | None:
    if row.state != CoState.REFUSED or row.answered_at is None or clock.now() >= row.answered_at + AGAIN_AFTER:
        return None
    return _("You may ask again on %(day)s.") % {
        "day": date_format(clock.day_of(row.answered_at + AGAIN_AFTER), "SHORT_DATE_FORMAT")
    }


def nothing_put_in(row: CoOwner) -> str | None:
    """What a new owner has decided already stands on its part in the challenge."""
    kept = Share.objects.filter(challenge_id=row.challenge_id, organisation_id=row.organisation_id)
    return _("This can no longer be undone.") if kept.exists() else None


C = CoState
JOIN = Move("coowner.joined", (C.INVITED,), C.JOINED, allowed=can_answer, label=_l("Join"))
DECLINE = Move(
    "coowner.declined", (C.INVITED,), C.DECLINED, allowed=can_answer, label=_l("Decline"), needs_reason=True,
    is_main=False,
)  # fmt: skip
LEAVE = Move(
    "coowner.left", (C.JOINED,), C.LEFT, allowed=can_answer, label=_l("Leave"), needs_reason=True, is_main=False
)
TAKE_BACK = Move(
    "coowner.withdrawn", (C.INVITED,), C.WITHDRAWN, allowed=can_lead, label=_l("Take back the invitation"),
    is_main=False,
)  # fmt: skip
AWAY = (C.DECLINED, C.LEFT, C.WITHDRAWN, C.REFUSED)
INVITE_AGAIN = Move("coowner.invited", AWAY, C.INVITED, allowed=can_lead, label=_l("Invite again"))
ASK_AGAIN = Move(
    "coowner.asked", AWAY, C.ASKED, allowed=can_answer, label=_l("Ask to join"), guards=(still_askable, not_too_soon)
)
UNASK = Move(
    "coowner.ask_withdrawn", (C.ASKED,), C.WITHDRAWN, allowed=can_answer, label=_l("Take back the request"),
    is_main=False,
)  # fmt: skip
ACCEPT = Move("coowner.accepted", (C.ASKED,), C.JOINED, allowed=can_lead, label=_l("Accept"), guards=(still_askable,))
REFUSE = Move(
    "coowner.refused", (C.ASKED,), C.REFUSED, allowed=can_lead, label=_l("Decline the request"), needs_reason=True,
    is_main=False,
)  # fmt: skip
UNACCEPT = Move(
    "coowner.accept_undone", (C.JOINED,), C.ASKED, allowed=can_lead, label=_l("Undo"), undo_of=ACCEPT.verb,
    guards=(nothing_put_in,),
)  # fmt: skip
UNREFUSE = Move("coowner.refuse_undone", (C.REFUSED,), C.ASKED, allowed=can_lead, label=_l("Undo"), undo_of=REFUSE.verb)
MOVES = (JOIN, DECLINE, LEAVE, TAKE_BACK, INVITE_AGAIN, ASK_AGAIN, UNASK, ACCEPT, REFUSE, UNACCEPT, UNREFUSE)


@transaction.atomic
def invite(challenge: Challenge, organisation: Organisation, *, actor: Actor) -> CoOwner:
    """Another municipality; who has declined or left may be asked again, who is asked already is not asked twice."""
    fresh = lock(challenge)
    if not can_share(actor, fresh):
        raise PermissionDenied
    if fresh.state in (*ENDED, State.WITHDRAWN):
        raise MoveError(_("The challenge has ended."))
    place = organisation.municipality if organisation.kind == "municipality" else None
    if place is None or organisation.pk == fresh.organisation_id:
        raise MoveError(_("A challenge is shared with other municipalities."))
    row = CoOwner.objects.visible_to(actor).filter(challenge=fresh, organisation=organisation).first()
    if row is not None and row.state in INVITE_AGAIN.sources:
        row = perform(row, INVITE_AGAIN, actor=actor, answered_at=None, left_at=None, invited_by_id=actor.user_id)
        notices.invited(row, actor)
    elif row is None:
        row = CoOwner.objects.create(
            challenge=fresh,
            lead_id=fresh.organisation_id,
            organisation=organisation,
            municipality=place,
            invited_by_id=actor.user_id,
            created_at=clock.now(),
        )
        record("coowner.invited", row, actor=actor, to_state=row.state)
        notices.invited(row, actor)
    return row


@transaction.atomic
def ask(challenge: Challenge, *, message: str, actor: Actor) -> CoOwner:
    """The municipality that one acts for asks to own the challenge, too. Asked twice, the first stands."""
    if not can_ask(actor, challenge):
        raise PermissionDenied
    if challenge.state not in ASKABLE:
        raise MoveError(_("The challenge has ended."))
    rows = CoOwner.objects.visible_to(actor).select_related("challenge", "lead", "organisation")
    row = rows.filter(challenge=challenge, organisation_id=actor.organisation_id or 0).first()
    if row is not None and row.state == C.ASKED:
        return row
    if row is not None:
        row = perform(row, ASK_AGAIN, actor=actor, reason=message, answered_at=None, left_at=None)
    else:
        row = _first_asked(challenge, actor)
        record("coowner.asked", row, actor=actor, to_state=row.state, reason=message)
    notices.asked(row, actor, message)
    return row


def _first_asked(challenge: Challenge, actor: Actor) -> CoOwner:
    try:
        with transaction.atomic():
            return CoOwner.objects.create(
                challenge=challenge, lead_id=challenge.organisation_id, organisation_id=actor.organisation_id or 0,
                municipality_id=actor.acting_municipality_id or 0, state=C.ASKED, created_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as error:
        raise MoveError(_("Somebody was here first: the state has already changed. Look at the page again.")) from error


@transaction.atomic
def accept(row: CoOwner, *, actor: Actor, reason: str = "") -> CoOwner:
    row = perform(row, ACCEPT, actor=actor, answered_at=clock.now())
    notices.accepted(row, actor)
    return row


@transaction.atomic
def refuse(row: CoOwner, *, actor: Actor, reason: str) -> CoOwner:
    row = perform(row, REFUSE, actor=actor, reason=reason, answered_at=clock.now())
    notices.refused(row, reason)
    return row


@transaction.atomic
def undo(row: CoOwner, *, actor: Actor, reason: str = "") -> CoOwner:
    """Of the lead's answer, for ten minutes: nobody has been told yet."""
    move = undoable(row, MOVES, actor)
    if move is None:
        raise MoveError(_("This can no longer be undone."))
    return undo_move(row, move, actor=actor, answered_at=None)


@transaction.atomic
def unask(row: CoOwner, *, actor: Actor, reason: str = "") -> CoOwner:
    return perform(row, UNASK, actor=actor)


@transaction.atomic
def join(row: CoOwner, *, actor: Actor, reason: str = "") -> CoOwner:
    return _answer(row, JOIN, actor=actor, answered_at=clock.now())


@transaction.atomic
def decline(row: CoOwner, *, actor: Actor, reason: str) -> CoOwner:
    return _answer(row, DECLINE, actor=actor, reason=reason, answered_at=clock.now())


@transaction.atomic
def leave(row: CoOwner, *, actor: Actor, reason: str) -> CoOwner:
    """What it put in and decided stays with the challenge: it was true then."""
    return _answer(row, LEAVE, actor=actor, reason=reason, left_at=clock.now())


def _answer(row: CoOwner, move: Move, *, actor: Actor, reason: str = "", **changes: Any) -> CoOwner:
    """Who has declined or left may not see the challenge any more: its title is read before."""
    challenge = row.challenge
    row = perform(row, move, actor=actor, reason=reason, **changes)
    row.challenge = challenge
    notices.answered(row, actor, reason)
    return row


@transaction.atomic
def take_back(row: CoOwner, *, actor: Actor, reason: str = "") -> CoOwner:
    return perform(row, TAKE_BACK, actor=actor)


RUN: dict[str, Callable[..., CoOwner]] = {
    "liity": join, "hylkaa": decline, "eroa": leave, "peru": take_back, "hyvaksy": accept, "torju": refuse,
    "peru-pyynto": unask, "kumoa": undo,
}  # fmt: skip
# The word in the address of each move that a row of the page offers.
WORDS = {
    JOIN: "liity", DECLINE: "hylkaa", LEAVE: "eroa", TAKE_BACK: "peru", ACCEPT: "hyvaksy", REFUSE: "torju",
    UNASK: "peru-pyynto",
}  # fmt: skip
