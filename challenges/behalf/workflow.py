"""From the coordinator's hands to the company's: sent, taken back, confirmed or declined by link, expired."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from challenges import actions as of_challenge
from challenges import workflow as moves
from challenges.behalf import notices
from challenges.behalf.holding import KIND, held
from challenges.behalf.models import OnBehalf
from challenges.behalf.permissions import can_answer, can_confirm, can_write, own_of
from challenges.behalf.states import BehalfState
from challenges.behalf.text import lacking, late
from challenges.models import Challenge
from challenges.starting import answers_of
from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.audit.record import record
from mint.isolation import context
from mint.outbox.models import Mail
from mint.outbox.queue import enqueue
from mint.sealing import hashed
from mint.tenancy.actions import company_of, register_company
from mint.tenancy.context import Acting, actor_for
from mint.tenancy.models import Organisation
from mint.web import MoveError
from mint.workflow import UNDO_WINDOW, Move, blockers, lock, perform

LINK_LASTS = timedelta(days=14)
MOST_MAILS, MOST_A_DAY, MOST_TO_ONE = 5, 30, 3  # of one text, of a municipality in a day, to an address in a day
TIDY = "behalf.tidy"


def complete(row: OnBehalf) -> str | None:
    if lacking(row):
        return _("Something is still missing from the text.")
    return late(row) or (None if row.contact_email else _("Give the contact's e-mail address."))


def seldom(row: OnBehalf) -> str | None:
    """Mail to somebody who has not asked for it: little of it."""
    if row.mails >= MOST_MAILS:
        return _("The link has been sent five times. Call the company.")
    since = clock.now() - timedelta(days=1)
    sent = Entry.objects.filter(
        organisation_id=row.organisation_id, created_at__gt=since, verb__startswith="behalf.sent"
    )
    if sent.count() >= MOST_A_DAY or _mailed(row.contact_email, since) >= MOST_TO_ONE:
        return _("So many links have been sent today that no more are sent before tomorrow.")
    return None


def _mailed(address: str, since: datetime) -> int:
    """By all municipalities, also of texts deleted since: the mails outlive them, and only the system sees them."""
    with context.system("behalf.mailed"):
        return Mail.objects.filter(kind=notices.ASKED, to__iexact=address, created_at__gt=since).count()


def not_just_now(row: OnBehalf) -> str | None:
    recent = row.sent_at is not None and row.sent_at > clock.now() - UNDO_WINDOW
    return _("The link was sent a moment ago. It can be sent again after ten minutes.") if recent else None


def in_time(row: OnBehalf) -> str | None:
    works = row.expires_at is not None and row.expires_at > clock.now()
    return None if works else _("The link has expired. Ask the municipality to send a new one.")


def can_still_undo(row: OnBehalf) -> str | None:
    recent = row.answered_at is not None and row.answered_at > clock.now() - UNDO_WINDOW
    return None if recent else _("This can no longer be undone.")


B = BehalfState
SEND = Move(
    "behalf.sent", (B.DRAFT,), B.WAITING, allowed=can_write, label=_l("Send to the company to confirm"),
    guards=(complete, not_just_now, seldom),
)  # fmt: skip
AGAIN = Move(
    "behalf.sent_again", (B.WAITING,), B.WAITING, allowed=can_write, label=_l("Send the link again"),
    guards=(not_just_now, seldom), is_main=False,
)  # fmt: skip
TAKE_BACK = Move(
    "behalf.taken_back", (B.WAITING,), B.DRAFT, allowed=can_write, label=_l("Take the link back"), is_main=False
)
CONFIRM = Move(
    "behalf.confirmed", (B.WAITING,), B.CONFIRMED, allowed=can_confirm, label=_l("Confirm"), guards=(in_time,)
)
DECLINE = Move(
    "behalf.declined", (B.WAITING,), B.DECLINED, allowed=can_answer, label=_l("Decline"), guards=(in_time,),
    needs_reason=True, is_main=False,
)  # fmt: skip
UNDECLINE = Move(
    "behalf.decline_undone", (B.DECLINED,), B.WAITING, allowed=can_answer, label=_l("Undo"), guards=(can_still_undo, in_time),
)  # fmt: skip
EXPIRE = Move("behalf.expired", (B.WAITING,), B.DRAFT, allowed=lambda _actor, _row: False, system=(TIDY,))
MOVES = (SEND, AGAIN, TAKE_BACK, CONFIRM, DECLINE, UNDECLINE, EXPIRE)


@transaction.atomic
def send(row: OnBehalf, *, actor: Actor) -> OnBehalf:
    """Mail a link; an earlier one works no more. A second click within ten minutes is refused."""
    row, token = lock(row), secrets.token_urlsafe(32)
    row = perform(
        row, SEND if row.state == B.DRAFT else AGAIN, actor=actor, token_hash=hashed(KIND, token),
        sent_at=clock.now(), contact_at=clock.now(), expires_at=clock.now() + LINK_LASTS, mails=row.mails + 1,
    )  # fmt: skip
    notices.asked(row, token)
    return row


@transaction.atomic
def take_back(row: OnBehalf, *, actor: Actor) -> OnBehalf:
    return perform(row, TAKE_BACK, actor=actor, token_hash="", expires_at=None, saved_at=clock.now())


@transaction.atomic
def confirm(token: str, *, own: tuple[Acting, ...], actor: Actor, business_id: str = "") -> Challenge:
    """The company's own from here on, and sent for review; where the call would be too short by now, its draft.

    `business_id` is the reader's, where the coordinator did not know it. A second click finds what the first has made.
    """
    with held(token) as found:
        if found is None or not can_answer(actor, found):
            raise PermissionDenied
        row = lock(found)
        if row.state == B.CONFIRMED and row.answered_by_id == actor.user_id:
            return Challenge.objects.select_related("organisation").get(pk=row.challenge_id or 0)
        tenant = _company(row, row.business_id or business_id, own, actor)
        actor = actor_for(actor.user_id or 0, tenant.pk)
        challenge = _handed_over(row, tenant, actor)
        return challenge if blockers(challenge, moves.SUBMIT) else moves.submit(challenge, actor=actor)


def _handed_over(row: OnBehalf, tenant: Organisation, actor: Actor) -> Challenge:
    """The text becomes the company's draft; of the contact nothing is kept."""
    title, answers = row.title, {**answers_of(row), "language": row.language}
    challenge = of_challenge.create_draft(organisation=tenant, key=row.form_key, actor=actor, data=answers)
    record("challenge.written_on_behalf", challenge, actor=actor, data={"writer": row.author_id})
    row = perform(
        row, CONFIRM, actor=actor, challenge_id=challenge.pk, company_id=tenant.pk, answered_by_id=actor.user_id,
        answered_at=clock.now(), data={}, contact_name="", contact_email="",
    )  # fmt: skip
    notices.confirmed(row, title, actor)
    return challenge


def _company(row: OnBehalf, number: str, own: Iterable[Acting], actor: Actor) -> Organisation:
    """The one in MINT, if the reader may submit for it; otherwise a new one, unverified, with its first owner."""
    found = Organisation.objects.filter(pk=row.company_id).first() if row.company_id else company_of(number)
    if found is None:
        if not number:
            raise MoveError(_("Give the company's business ID."))
        return register_company(name=row.company_name, business_id=number, municipality=row.municipality, actor=actor)
    if row.company_id is None and found.pk not in {item.id for item in own}:  # it has come to MINT since
        raise MoveError(
            _("The company is in MINT already. Ask to join it, and open this link again then."),
            url=f"{reverse('companies:join')}?tunnus={number}",
            link=_("Ask to join the company"),
        )
    row.company = found
    if own_of(row, tuple(own)) is None:
        raise PermissionDenied
    return found


@transaction.atomic
def decline(token: str, *, reason: str, actor: Actor) -> OnBehalf:
    """With a word. The coordinator is told, and the text deleted, when it can no longer be taken back."""
    with held(token) as found:
        if found is None:
            raise PermissionDenied
        row = perform(found, DECLINE, actor=actor, reason=reason, answer=reason, answered_at=clock.now())
        enqueue("behalf.settle", not_before=clock.now() + UNDO_WINDOW, row_id=row.pk)
        return row


@transaction.atomic
def undo_decline(token: str, *, actor: Actor) -> OnBehalf:
    with held(token) as row:
        if row is None:
            raise PermissionDenied
        return perform(row, UNDECLINE, actor=actor, answer="", answered_at=None)


def erased() -> dict[str, Any]:
    """What an expired link leaves of the contact: nothing. The text stays in the coordinator's care."""
    return {"token_hash": "", "expires_at": None, "contact_name": "", "contact_email": "", "saved_at": clock.now()}
