"""Who sees which corrections: as the reports that they are part of."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor
from reports.corrections.states import State
from reports.querysets import seen_by

if TYPE_CHECKING:
    from reports.corrections.models import Correction, CorrectionFile  # named in quotes below


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor))

    def waiting(self) -> Self:
        return self.filter(state=State.PROPOSED)

    def approved(self) -> Self:
        return self.filter(state=State.APPROVED)


class CorrectionFileQuerySet(models.QuerySet["CorrectionFile"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "correction__"))
