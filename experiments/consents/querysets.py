"""Who sees the texts and the consents: those inside the experiment. The policies say the same."""

from typing import TYPE_CHECKING, Self

from django.db import models

from experiments.models import Experiment
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.consents.models import ConsentText, GivenConsent  # named in quotes below


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))


class GivenConsentQuerySet(models.QuerySet["GivenConsent"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))

    def valid(self) -> Self:
        return self.filter(withdrawn_on=None)
