"""A request to join a company: how it begins, who answers it, and what follows."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.models import JoinRequest, Membership, Organisation
from mint.tenancy.permissions import can_answer, can_withdraw
from mint.tenancy.querysets import JoinRequestQuerySet
from mint.tenancy.roles import Kind, Role
from mint.tenancy.states import PATIENCE_DAYS, JoinState
from mint.web import MoveError
from mint.workflow import Move, available, lock, perform

OFFERED = (Role.EDITOR, Role.VIEWER)  # an owner is made by invitation
WAITING = (JoinState.WAITING,)
ACCEPT = Move(
    "company.join_accepted", WAITING, JoinState.ACCEPTED, allowed=can_answer, label=gettext_lazy("Accept as a member")
)
DECLINE = Move(
    "company.join_declined", WAITING, JoinState.DECLINED, allowed=can_answer, label=gettext_lazy("Decline the request")
)
WITHDRAW = Move(
    "company.join_withdrawn",
    WAITING,
    JoinState.WITHDRAWN,
    allowed=can_withdraw,
    label=gettext_lazy("Withdraw the request"),
)
MOVES = (ACCEPT, DECLINE, WITHDRAW)


@transaction.atomic
def ask(company: Organisation, *, message: str, actor: Actor) -> tuple[JoinRequest, bool]:
    """The request, and whether it is new: one that waits already is not asked again."""
    if actor.user_id is None or company.kind != Kind.COMPANY:
        raise PermissionDenied
    if own_membership := Membership.objects.filter(organisation=company, user_id=actor.user_id).first():
        raise MoveError(already_in(own_membership))
    own = JoinRequest.objects.asked_by(actor).filter(organisation=company)
    _not_declined_lately(own)
    asked, is_new = own.get_or_create(
        organisation=company,
        asker_id=actor.user_id,
        state=JoinState.WAITING,
        defaults={"message": message, "created_at": clock.now()},
    )
    if is_new:
        record("company.join_asked", asked, actor=actor, to_state=JoinState.WAITING)
    return asked, is_new


def already_in(membership: Membership) -> str:
    if membership.paused_at:
        return _("Your access is paused. Ask an owner to confirm that you still belong here.")
    return _("You are a member already. Ask an owner to change your roles.")


def _not_declined_lately(own: JoinRequestQuerySet) -> None:
    since = clock.now() - timedelta(days=PATIENCE_DAYS)
    if own.filter(state=JoinState.DECLINED, decided_at__gt=since).exists():
        raise MoveError(_("The company has declined your request. You can ask again after two weeks."))


@transaction.atomic
def accept(asked: JoinRequest, *, role: str, actor: Actor) -> JoinRequest:
    """The asker becomes a member with the role given."""
    if role not in OFFERED:
        raise MoveError(_("Choose a role."))
    fresh = lock(asked)
    if ACCEPT in available(fresh, MOVES, actor):
        # first the membership: the database lets a coordinator admit only whom a waiting request asks for
        member = Membership(user_id=fresh.asker_id, organisation_id=fresh.organisation_id, roles=[role])
        Membership.objects.bulk_create([member], ignore_conflicts=True)  # an invitation may have been quicker
    return perform(fresh, ACCEPT, actor=actor, decided_at=clock.now(), decided_by_id=actor.user_id)


@transaction.atomic
def decline(asked: JoinRequest, *, actor: Actor) -> JoinRequest:
    return perform(asked, DECLINE, actor=actor, decided_at=clock.now(), decided_by_id=actor.user_id)


@transaction.atomic
def withdraw(asked: JoinRequest, *, actor: Actor) -> JoinRequest:
    return perform(asked, WITHDRAW, actor=actor, decided_at=clock.now())
