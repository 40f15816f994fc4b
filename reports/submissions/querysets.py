"""Who sees what was submitted: those whose the report is."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor
from reports.querysets import seen_by

if TYPE_CHECKING:
    from reports.submissions.models import Submission  # named in quotes below


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))
