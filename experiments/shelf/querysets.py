"""Who sees what rests: the policy says the same."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from experiments.models import Experiment
from experiments.shelf.states import RESTABLE
from mint import clock
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.shelf.models import Rest  # named in quotes below


class RestQuerySet(models.QuerySet["Rest"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those inside the experiment."""
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))

    def on_the_shelf(self) -> Self:
        return self.filter(ended_at=None)

    def due(self) -> Self:
        """What is to be looked at now; what went on meanwhile is not."""
        return self.on_the_shelf().filter(ask_on__lte=clock.today(), experiment__state__in=RESTABLE)


def resting() -> Exists:
    """Is an experiment's row on the shelf?"""
    from experiments.shelf.models import Rest

    return Exists(Rest.objects.filter(experiment=OuterRef("pk"), ended_at=None))
