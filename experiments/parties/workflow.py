"""The moves of an invitation: asked, joined or not, left. Nobody takes part who has not said yes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from experiments.models import Experiment, ExperimentParty, PartyInvitation
from experiments.parties import notices
from experiments.parties.models import PartyRole
from experiments.parties.permissions import binding, bound, can_answer, can_compose, can_invite, can_leave
from experiments.parties.states import ENDED
from experiments.states import Invited, Part
from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.audit.record import record
from mint.outbox.queue import enqueue
from mint.tenancy.models import Organisation
from mint.web import MoveError
from mint.workflow import Move, lock, perform

MOST = 15
DAY, MOST_A_DAY = timedelta(days=1), 20  # of all experiments of one organisation: each is a mail with words of its own
SHORTEST = 3  # characters of a reason
JOIN = Move("invitation.joined", (Invited.INVITED,), Invited.JOINED, allowed=can_answer, label=_l("Accept"))
DECLINE = Move(
    "invitation.declined", (Invited.INVITED,), Invited.DECLINED, allowed=can_answer, label=_l("Decline"), needs_reason=True,
    is_main=False,
)  # fmt: skip
LEAVE = Move("invitation.left", (Invited.JOINED,), Invited.LEFT, allowed=can_answer, needs_reason=True)
TAKE_BACK = Move(
    "invitation.withdrawn", (Invited.INVITED,), Invited.WITHDRAWN, allowed=can_invite, label=_l("Take back the invitation"),
    is_main=False,
)  # fmt: skip
REMOVE = Move("invitation.removed", (Invited.JOINED,), Invited.REMOVED, allowed=can_invite, needs_reason=True)
AGAIN = Move(
    "invitation.invited",
    (Invited.DECLINED, Invited.WITHDRAWN, Invited.LEFT, Invited.REMOVED),
    Invited.INVITED,
    allowed=can_invite,
)
MOVES = (JOIN, DECLINE, LEAVE, TAKE_BACK, REMOVE, AGAIN)


@dataclass(frozen=True)
class Said:
    """The part, and what it means here in a few words."""

    part: Part
    does: str = ""


def ready(experiment: Experiment, actor: Actor) -> Experiment:
    """Locked, for who says who takes part."""
    if not can_compose(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state in ENDED:
        raise MoveError(_("The experiment has ended: its parties stay as they are."))
    return fresh


@transaction.atomic
def invite(experiment: Experiment, member: Organisation, said: Said, *, message: str, actor: Actor) -> PartyInvitation:
    """They are told, and take part from the moment they accept. Asked twice is asked once; who declined or left may be asked again."""
    fresh = ready(experiment, actor)
    there = {fresh.organisation_id, *fresh.party_ids}
    if member.pk in there or not member.is_verified:
        raise MoveError(_("This organisation takes part already, or has not been verified."))
    rows = PartyInvitation.objects.filter(experiment=fresh)
    if len(there) + rows.waiting().exclude(member=member).count() >= MOST:
        raise MoveError(_("Fifteen organisations take part or have been asked already."))
    asked: dict[str, Any] = {
        "title": fresh.title, "language": fresh.language, "part": said.part, "does": said.does, "message": message,
        "invited_by_id": actor.user_id,
    }  # fmt: skip
    row: PartyInvitation | None = rows.filter(member=member).first()
    if row is not None and row.state == Invited.INVITED:
        return row
    _seldom(fresh, row)
    if row is not None:
        row = perform(row, AGAIN, actor=actor, answered_at=None, **asked)
    else:
        row = PartyInvitation.objects.create(
            organisation_id=fresh.organisation_id, experiment=fresh, member=member, created_at=clock.now(), **asked
        )
        record("invitation.invited", row, actor=actor, to_state=row.state)
    row.member, row.organisation = member, experiment.organisation
    logged("experiment.party_invited", fresh, member, actor)
    notices.invited(row, actor)
    return row


def _seldom(experiment: Experiment, row: PartyInvitation | None) -> None:
    """By the audit trail, which nobody takes anything back from: an organisation is asked once a day, and so many altogether.

    The experiment is locked, all others of the organisation are not: two that invite at once may pass the latter by one.
    """
    today = Entry.objects.filter(organisation_id=experiment.organisation_id, created_at__gt=clock.now() - DAY)
    asked = today.filter(verb=AGAIN.verb)
    if row is not None and asked.filter(subject_type=row._meta.label_lower, subject_id=row.pk).exists():
        raise MoveError(_("This organisation has been asked within a day. Ask it again tomorrow."))
    if asked.count() >= MOST_A_DAY:
        raise MoveError(_("Your organisation has sent twenty invitations within a day. Send the next one tomorrow."))


@transaction.atomic
def accept(row: PartyInvitation, *, actor: Actor, reason: str = "") -> PartyInvitation:
    """From now on its writers plan and measure too, and its members see the experiment."""
    row = perform(row, JOIN, actor=actor, answered_at=clock.now(), joined_at=clock.now())
    whose: dict[str, Any] = {"organisation_id": row.organisation_id, "experiment_id": row.experiment_id}
    ExperimentParty.objects.get_or_create(**whose, party_id=row.member_id)
    experiment = Experiment.objects.with_people().filter(pk=row.experiment_id).first()  # now it shows
    if experiment is None or experiment.state in ENDED:
        raise MoveError(_("The experiment has ended: nobody joins it any more."))
    PartyRole.objects.get_or_create(**whose, member_id=row.member_id, defaults={"part": row.part, "does": row.does})
    logged("experiment.party_joined", experiment, row.member, actor)
    notices.answered(row, actor)
    return row


@transaction.atomic
def decline(row: PartyInvitation, *, actor: Actor, reason: str) -> PartyInvitation:
    row = perform(row, DECLINE, actor=actor, reason=reason, answered_at=clock.now())
    notices.answered(row, actor, reason)
    return row


@transaction.atomic
def take_back(row: PartyInvitation, *, actor: Actor, reason: str = "") -> PartyInvitation:
    return perform(row, TAKE_BACK, actor=actor)


@transaction.atomic
def leave(experiment: Experiment, *, actor: Actor, reason: str) -> None:
    """The organisation acted for takes part no more. What it measured stays, and its hours; its open tasks go back."""
    if not can_leave(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state in ENDED:
        raise MoveError(_("The experiment has ended: its parties stay as they are."))
    if why := binding(fresh, actor.organisation_id or 0):
        raise MoveError(" ".join(why))
    member = next(party.party for party in experiment.parties.all() if party.party_id == actor.organisation_id)
    _part(fresh, member, LEAVE, actor=actor, reason=reason, verb="experiment.party_left")
    notices.left(experiment, member, actor, reason)


@transaction.atomic
def remove(experiment: Experiment, member: Organisation, *, actor: Actor, reason: str) -> None:
    """The owner parts from an organisation, which is told. Twice is once."""
    fresh = ready(experiment, actor)
    if member.pk in bound(fresh):
        raise MoveError(_("The experiment rests on this organisation’s challenge or agreement: it stays a party."))
    if member.pk in fresh.party_ids:
        _part(fresh, member, REMOVE, actor=actor, reason=reason, verb="experiment.party_parted")
        notices.removed(experiment, member, actor, reason)


def _part(experiment: Experiment, member: Organisation, move: Move, *, actor: Actor, reason: str, verb: str) -> None:
    """Said and done while its people still see the experiment; the job gives its open tasks back."""
    if len(reason.strip()) < SHORTEST:
        raise MoveError(_("Give the reason in a few words."))
    logged(verb, experiment, member, actor, reason)
    row = PartyInvitation.objects.filter(experiment=experiment, member=member, state=Invited.JOINED).first()
    if row is not None:
        perform(row, move, actor=actor, reason=reason)
    PartyRole.objects.filter(experiment=experiment, member=member).delete()
    ExperimentParty.objects.filter(experiment=experiment, party=member).delete()
    enqueue("errands.give_back", experiment_id=experiment.pk)


def logged(verb: str, experiment: Experiment, member: Organisation, actor: Actor, reason: str = "") -> None:
    record(verb, experiment, actor=actor, reason=reason, data={"member": member.pk, "text": member.name})


def reasons_of(rows: list[PartyInvitation]) -> dict[int, str]:
    """By invitation, the words of its last move: one statement."""
    label = PartyInvitation._meta.label_lower
    entries = Entry.objects.filter(subject_type=label, subject_id__in=[row.pk for row in rows]).order_by("id")
    return dict(entries.values_list("subject_id", "reason"))
