"""Who sees who belongs, who is invited and who asks to join."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.tenancy.states import JoinState

if TYPE_CHECKING:
    from mint.tenancy.models import EmergencyAccess, Invitation, JoinRequest, Membership  # named in quotes below


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those of the organisations whose inside one sees."""
        if actor.is_system:
            return self.all()
        return self.filter(Q(user_id=actor.user_id or 0) | Q(organisation_id__in=actor.organisation_ids))

    def active(self) -> Self:
        """Those that open something now."""
        return self.filter(paused_at=None)

    def owners(self) -> Self:
        return self.filter(roles__contains=["owner"])

    def asked(self) -> Self:
        """Those that an owner is to confirm."""
        return self.filter(asked_at__gt=F("confirmed_at"))

    def unasked(self) -> Self:
        return self.filter(Q(asked_at=None) | Q(asked_at__lte=F("confirmed_at")))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> Self:
        """An owner sees the organisation's; the invited person those to their address."""
        if actor.is_system:
            return self.all()
        own = User.objects.filter(pk=actor.user_id or 0).values(address=Lower("email"))
        rows = self.alias(address=Lower("email"))
        return rows.filter(Q(organisation_id__in=actor.owned_ids) | Q(address__in=own))


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """The asker sees their own, an owner those to the company, a coordinator those of the municipality."""
        if actor.is_system:
            return self.all()
        return self.filter(
            Q(asker_id=actor.user_id or 0)
            | Q(organisation_id__in=actor.owned_ids)
            | Q(organisation__municipality_id__in=actor.municipality_ids)
        )

    def asked_by(self, actor: Actor) -> Self:
        return self.filter(asker_id=actor.user_id or 0)

    def waiting(self) -> Self:
        return self.filter(state=JoinState.WAITING)


class EmergencyQuerySet(models.QuerySet["EmergencyAccess"]):
    def visible_to(self, actor: Actor) -> Self:
        """The operator sees their own; an organisation's members who has looked at it."""
        if actor.is_system:
            return self.all()
        return self.filter(Q(operator_id=actor.user_id or 0) | Q(organisation_id__in=actor.organisation_ids))

    def open(self) -> Self:
        return self.filter(ended_at=None, expires_at__gt=clock.now())
