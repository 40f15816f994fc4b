"""Who sees which lessons: the policy says the same."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from experiments.models import Experiment
from experiments.states import DECIDED, PUBLISHED
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.learning.models import Lesson  # named in quotes below


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, actor: Actor) -> Self:
        """From the decision on as the experiment; before it those inside read them."""
        if actor.is_system:
            return self.all()
        decided = Q(experiment__state__in=DECIDED)
        if not actor.is_signed_in:
            return self.filter(decided, experiment__publication__in=PUBLISHED)
        return self.filter(decided | Q(experiment__in=Experiment.objects.all().inside(actor).values("pk")))

    def public(self) -> Self:
        return self.filter(experiment__state__in=DECIDED, experiment__publication__in=PUBLISHED)
