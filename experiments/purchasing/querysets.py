"""Who sees thresholds, purchases and what was told: the policies say the same."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from experiments.models import Experiment
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.purchasing.models import Purchase, Threshold, Told  # named in quotes below


class ThresholdQuerySet(models.QuerySet["Threshold"]):
    def visible_to(self, _actor: Actor) -> Self:
        """Everybody's."""
        return self.all()

    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class PurchaseQuerySet(models.QuerySet["Purchase"]):
    def visible_to(self, actor: Actor) -> Self:
        """The buyer's own: nobody who might bid reads its value."""
        return self.all() if actor.is_system else self.filter(organisation_id__in=actor.organisation_ids)


class ToldQuerySet(models.QuerySet["Told"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the experiment, for every bidder alike; and the buyer's own."""
        if actor.is_system:
            return self.all()
        seen = Experiment.objects.visible_to(actor).values("pk")
        return self.filter(Q(organisation_id__in=actor.organisation_ids) | Q(experiment__in=seen))
