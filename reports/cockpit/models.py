"""Reminders of what is missing: to each organisation one a day at most."""

from django.conf import settings
from django.db import models

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import all_of, any_of, managed, mine, seen_by
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from reports.cockpit.querysets import ReminderQuerySet


class Reminder(models.Model):
    """That somebody asked an organisation to put right what a project's report lacks. Never changed."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="Who was reminded.")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    sent_on = models.DateField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    things = models.PositiveSmallIntegerField(help_text="How many things were missing.")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "project", "sent_on"], name="reminder_once_a_day"),
            Isolated(
                name="reminder_isolated",
                read=any_of(seen_by(), managed()),
                insert=all_of(managed(), mine("sent_by_id")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.sent_on}"
