"""Who sees rounds, contacts and askings: the policies say the same."""

from typing import TYPE_CHECKING, Self

from django.db import models

from experiments.follow_up.states import OPEN
from experiments.models import Experiment
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.follow_up.models import Asking, Contact, Round  # named in quotes below


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the experiment."""
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.visible_to(actor).values("pk"))

    def open(self) -> Self:
        return self.filter(step__in=OPEN)


class FollowUpContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))


class AskingQuerySet(models.QuerySet["Asking"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those inside the experiment. Who holds a link reaches its one row by `holding`, as the database lets them."""
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))
