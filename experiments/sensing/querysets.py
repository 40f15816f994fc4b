"""Who sees the keys of sensors: the members of the experiment's owner and of its other parties."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from experiments.models import ExperimentParty
from mint import clock
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.sensing.models import Delivery, Key  # named in quotes below


def _of_parties(actor: Actor, path: str = "") -> Q:
    joined = ExperimentParty.objects.filter(party_id__in=actor.organisation_ids)
    return Q(**{f"{path}organisation_id__in": actor.organisation_ids}) | Q(
        **{f"{path}experiment_id__in": joined.values("experiment_id")}
    )


class KeyQuerySet(models.QuerySet["Key"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(_of_parties(actor))

    def working(self) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=clock.now())


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(_of_parties(actor, "key__"))
