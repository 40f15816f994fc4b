"""Where an experiment stands, and where it stood: one row for each time it came to a stage."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from experiments.models import Experiment
from experiments.staging.models.templates import Stage, Version
from experiments.staging.querysets import VisitQuerySet
from experiments.staging.rules import STEERED, of_experiment
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation


class Visit(models.Model):
    """Open until the experiment leaves the stage. The version is the one it goes by; it stays until moved with a reason."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="visits")
    version = models.ForeignKey(Version, models.PROTECT, related_name="visits")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="visits")
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    despite = models.TextField(max_length=1000, blank=True, help_text="Why it came here although its gate was open.")
    skipped = models.JSONField(default=list, blank=True, help_text="What was not done then: lines of the gate.")

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["stage", "left_at"], name="visit_by_stage"),
            models.Index(fields=["experiment", "-id"], name="visit_by_experiment"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["experiment"], condition=Q(left_at=None), name="visit_one_open"),
            models.UniqueConstraint(fields=["organisation", "id"], name="visit_tenant"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("entered_at")), name="visit_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(skipped=[]) | ~Q(despite=""), name="visit_despite_says_why"),
            TenantKey(name="visit_of_own_experiment", parent="experiment"),
            Isolated(
                name="visit_isolated",
                read=of_experiment("true"),
                insert=of_experiment(STEERED),
                update=of_experiment(STEERED),
                delete=of_experiment(STEERED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} · {self.stage_id}"

    def lasted(self, now: datetime | None = None) -> timedelta:
        return (self.left_at or now or clock.now()) - self.entered_at

    @property
    def days(self) -> int:
        """Whole days at this stage, until now while it is open."""
        return max((clock.day_of(self.left_at or clock.now()) - clock.day_of(self.entered_at)).days, 0)
