"""Emergency access: an operator enters an organisation that is not theirs, and its members see it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.mail import compose
from mint.outbox.queue import enqueue, send
from mint.tenancy.actions import absolute
from mint.tenancy.models import EmergencyAccess, Membership, Organisation
from mint.tenancy.models.emergencies import LASTS
from mint.tenancy.permissions import can_enter
from mint.web import MoveError

SHOWN_FOR = timedelta(days=365)


@transaction.atomic
def enter(organisation: Organisation, *, reason: str, user: User, actor: Actor) -> EmergencyAccess:
    """For an hour the operator sees what a viewer of the organisation sees; its owners are told at once."""
    if not can_enter(user) or actor.user_id != user.pk:
        raise PermissionDenied
    if Membership.objects.visible_to(actor).filter(organisation=organisation, user=user).exists():
        raise MoveError(_("You see this organisation already."))
    now = clock.now()
    leave(actor=actor)  # one at a time; also what has run out is closed
    values = {"organisation": organisation, "operator": user, "reason": reason}
    try:
        with transaction.atomic():
            access = EmergencyAccess.objects.create(**values, created_at=now, expires_at=now + LASTS)
    except IntegrityError as error:  # two clicks at once
        raise MoveError(_("Somebody was here first. Try again.")) from error
    record("emergency.entered", access, actor=actor, reason=reason)
    enqueue("tenancy.tell_of_emergency", access_id=access.pk)
    return access


@transaction.atomic
def leave(*, actor: Actor) -> None:
    """Before the hour is over, or to close what has run out; a second time changes nothing."""
    own = EmergencyAccess.objects.visible_to(actor).filter(operator_id=actor.user_id, ended_at=None)
    for access in own.select_for_update(of=("self",)):
        access.ended_at = min(clock.now(), access.expires_at)
        access.save(update_fields=["ended_at"])
        record("emergency.left", access, actor=actor)


@transaction.atomic
def tell(access_id: int) -> None:
    """Write to the owners, once, who looks into their organisation, and why; to everybody where no owner is active."""
    if not EmergencyAccess.objects.filter(pk=access_id, told_at=None).update(told_at=clock.now()):
        return
    access = EmergencyAccess.objects.select_related("organisation", "operator").get(pk=access_id)
    members = Membership.objects.active().filter(organisation=access.organisation, user__is_active=True)
    for owner in (members.owners() if members.owners().exists() else members).select_related("user"):
        with translation.override(owner.user.language):
            url = absolute(reverse("tenancy:members", args=[access.organisation.slug]))
        context = {
            "organisation": access.organisation.name,
            "operator": access.operator.name,
            "reason": access.reason,
            "until": access.expires_at,
            "url": url,
        }
        send(compose("emergency_entered", owner.user.email, context, language=owner.user.language))


def visits_to(organisation_id: int) -> QuerySet[EmergencyAccess]:
    """Of the last year, the newest first."""
    since = clock.now() - SHOWN_FOR
    rows = EmergencyAccess.objects.filter(organisation_id=organisation_id, created_at__gte=since)
    return rows.select_related("operator").order_by("-pk")


def visits_by(actor: Actor) -> QuerySet[EmergencyAccess]:
    """One's own as an operator, the newest first."""
    rows = EmergencyAccess.objects.visible_to(actor).filter(operator_id=actor.user_id)
    return rows.select_related("organisation").order_by("-pk")[:20]
