"""Who sees how an organisation's own sign-in is set up: its owners, and the operator who confirms its domains."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, Q

from mint.accounts.models import User
from mint.actor import Actor

if TYPE_CHECKING:
    from mint.signon.models import Domain, Provider  # named in quotes below


def owned_or_operated(actor: Actor) -> Q:
    operator = User.objects.filter(pk=actor.user_id or 0, is_staff=True, is_active=True)
    return Q(organisation_id__in=actor.owned_ids) | Q(Exists(operator))


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(owned_or_operated(actor))


class DomainQuerySet(models.QuerySet["Domain"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(owned_or_operated(actor))
