"""One thing to do in an experiment: by when, and by whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from experiments.errands.querysets import ErrandQuerySet
from experiments.errands.rules import CHANGE, GIVE, READ
from experiments.models import Experiment
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation


class Errand(models.Model):
    """`responsible` does it; when that person's account is gone, those who write for the owner see that nobody has it."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="errands")
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_for = models.DateField(null=True, blank=True, help_text="The day of the last reminder: each is sent once.")
    form_key = models.UUIDField(help_text="Of the form it was written in: a double click makes one.")

    objects = ErrandQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["responsible", "due_on"], name="errand_of_person", condition=Q(done_at=None)),
            models.Index(fields=["due_on"], name="errand_due", condition=Q(done_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["experiment", "form_key"], name="errand_once_per_form"),
            models.CheckConstraint(condition=~Q(text=""), name="errand_says_what"),
            models.CheckConstraint(
                condition=Q(done_by__isnull=True) | Q(done_at__isnull=False), name="errand_done_at_a_time"
            ),
            TenantKey(name="errand_of_own_experiment", parent="experiment"),
            Isolated(name="errand_isolated", read=READ, insert=GIVE, update=CHANGE, delete=CHANGE),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def days_late(self) -> int:
        return 0 if self.done_at else max(0, (clock.today() - self.due_on).days)
