"""Who reads a diary: those inside the experiment. The policies say the same."""

from typing import TYPE_CHECKING, Self

from django.db import models

from experiments.models import Experiment
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.diary.models import DiaryFile, DiaryNote  # named in quotes below


class DiaryNoteQuerySet(models.QuerySet["DiaryNote"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))


class DiaryFileQuerySet(models.QuerySet["DiaryFile"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))
