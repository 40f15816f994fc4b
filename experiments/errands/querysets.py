"""Who sees the tasks of an experiment: those inside it. The policy says the same."""

from typing import TYPE_CHECKING, Self

from django.db import models

from experiments.models import Experiment
from experiments.states import State
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.errands.models import Errand  # named in quotes below

ENDED = (State.CLOSED, State.CANCELLED)


class ErrandQuerySet(models.QuerySet["Errand"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))

    def undone(self) -> Self:
        """What is still to be done: nothing is, once its experiment has ended."""
        return self.filter(done_at=None).exclude(experiment__state__in=ENDED)
