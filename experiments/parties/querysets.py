"""Who sees what a party does: whoever sees the experiment."""

from typing import TYPE_CHECKING, Self

from django.db import models

from experiments.models import Experiment
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.parties.models import PartyRole  # named in quotes below


class PartyRoleQuerySet(models.QuerySet["PartyRole"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.visible_to(actor).values("pk"))
