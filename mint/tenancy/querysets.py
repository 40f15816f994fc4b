"""Who sees which requests to join."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mint.actor import Actor
from mint.tenancy.states import JoinState

if TYPE_CHECKING:
    from mint.tenancy.models import JoinRequest  # named in quotes below


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """The asker sees their own, an owner those to the company, a coordinator those of the municipality."""
        if actor.is_system:
            return self.all()
        owned = [pk for pk, roles in actor.memberships.items() if "owner" in roles]
        return self.filter(
            Q(asker_id=actor.user_id or 0)
            | Q(organisation_id__in=owned)
            | Q(organisation__municipality_id__in=actor.municipality_ids)
        )

    def asked_by(self, actor: Actor) -> Self:
        return self.filter(asker_id=actor.user_id or 0)

    def waiting(self) -> Self:
        return self.filter(state=JoinState.WAITING)
