"""Legal hold: what a court or an audit asks to be kept is neither erased nor cleaned away until the hold is lifted."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.privacy.models import Hold
from mint.tenancy.models import Membership, Organisation
from mint.tenancy.permissions import can_enter


def held_people() -> "QuerySet[Hold, int]":
    return Hold.objects.open().exclude(user=None).values_list("user_id", flat=True)


def held_organisations() -> "QuerySet[Hold, int]":
    return Hold.objects.open().exclude(organisation=None).values_list("organisation_id", flat=True)


def is_held(user_id: int) -> bool:
    """On the person, or on an organisation they belong to: an erasure would take words out of its rows too."""
    theirs = Membership.objects.filter(user_id=user_id).values("organisation_id")
    return Hold.objects.open().filter(Q(user_id=user_id) | Q(organisation_id__in=theirs)).exists()


@transaction.atomic
def place(*, on: User | Organisation, reason: str, operator: User, actor: Actor) -> Hold:
    """Only an operator; a second one on the same is a row of its own, with its own reason."""
    _allowed(operator, actor)
    target = {"user": on} if isinstance(on, User) else {"organisation": on}
    hold = Hold.objects.create(placed_by=operator, reason=reason, **target)
    # an event of the operator's, not of whom it is placed on: they are not told that somebody asks
    record("hold.placed", operator, actor=actor, reason=reason, data={"hold": hold.pk})
    return hold


@transaction.atomic
def lift(hold: Hold, *, operator: User, actor: Actor) -> None:
    _allowed(operator, actor)
    if Hold.objects.open().filter(pk=hold.pk).update(lifted_at=clock.now()):
        record("hold.lifted", operator, actor=actor, data={"hold": hold.pk})


def _allowed(operator: User, actor: Actor) -> None:
    if not can_enter(operator) or actor.user_id != operator.pk:
        raise PermissionDenied
