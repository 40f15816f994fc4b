"""Who sees which reminders: who was reminded, and who manages the project."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mint.actor import Actor

if TYPE_CHECKING:
    from reports.cockpit.models import Reminder  # named in quotes below


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(Q(organisation_id__in=actor.organisation_ids) | Q(project_id__in=actor.managed_ids))
