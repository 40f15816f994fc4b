"""Who sees tariffs and hours: the policies say the same."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from experiments.models import Experiment
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.hours.models import Line, Tariff  # named in quotes below


class TariffQuerySet(models.QuerySet["Tariff"]):
    def visible_to(self, actor: Actor) -> Self:
        """The organisation's members. Others see the rate of each line that was priced by it."""
        return self.all() if actor.is_system else self.filter(organisation_id__in=actor.organisation_ids)

    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class HoursQuerySet(models.QuerySet["Line"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those inside the experiment."""
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))
