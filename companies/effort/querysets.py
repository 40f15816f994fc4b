"""Who sees how long something took a company: its own members, and nobody else."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor

if TYPE_CHECKING:
    from companies.effort.models import Sitting  # named in quotes below


class SittingQuerySet(models.QuerySet["Sitting"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(organisation_id__in=actor.organisation_ids)
