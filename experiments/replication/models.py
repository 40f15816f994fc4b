"""What an experiment was copied from, what differs where it is tried again, and the materials that came with it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from experiments.models import Experiment, Metric
from experiments.replication.querysets import MaterialQuerySet, MetricReplicationQuerySet, ReplicationQuerySet
from experiments.replication.rules import (
    LINEAGE_CHANGE,
    LINEAGE_INSERT,
    LINEAGE_READ,
    MATERIAL_READ,
    METRIC_INSERT,
    METRIC_READ,
)
from mint import clock
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import written_by
from mint.tenancy.models import Organisation


class Replication(models.Model):
    """An experiment tried again. `root` is the first of the family; `there` is where it was copied from, `here` where it is tried."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.OneToOneField(Experiment, models.CASCADE, related_name="lineage")
    source = models.ForeignKey(Experiment, models.PROTECT, related_name="replications")
    root = models.ForeignKey(Experiment, models.PROTECT, related_name="family")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    people_there = models.PositiveIntegerField(null=True, blank=True, help_text="Whom it concerns.")
    people_here = models.PositiveIntegerField(null=True, blank=True, help_text="Whom it concerns.")
    distance_there = models.DecimalField(
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Kilometres.",
    )
    distance_here = models.DecimalField(
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Kilometres.",
    )
    provider_there = models.CharField(max_length=120, blank=True)
    provider_here = models.CharField(max_length=120, blank=True)
    differs = models.TextField(max_length=1000, help_text="What else is not as it was there.")
    shares_participants = models.BooleanField(default=False, help_text="The same people or objects are measured.")

    objects = ReplicationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(experiment=F("source")) & ~Q(experiment=F("root")), name="replication_of_another"
            ),
            models.CheckConstraint(condition=~Q(differs=""), name="replication_says_what_differs"),
            models.CheckConstraint(
                condition=(Q(distance_there__isnull=True) | Q(distance_there__gte=0))
                & (Q(distance_here__isnull=True) | Q(distance_here__gte=0)),
                name="replication_distances_positive",
            ),
            TenantKey(name="replication_of_own_experiment", parent="experiment"),
            Isolated(
                name="replication_isolated",
                read=LINEAGE_READ,
                insert=LINEAGE_INSERT,
                update=LINEAGE_CHANGE,
                delete=written_by(),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.experiment_id}"


class MetricReplication(models.Model):
    """Which metric of the family's first experiment this one repeats."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    metric = models.OneToOneField(Metric, models.CASCADE, related_name="lineage")
    source = models.ForeignKey(Metric, models.PROTECT, related_name="replications")
    root = models.ForeignKey(Metric, models.PROTECT, related_name="family")

    objects = MetricReplicationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(metric=F("source")) & ~Q(metric=F("root")), name="metric_replication_of_another"
            ),
            TenantKey(name="metric_replication_of_own_metric", parent="metric"),
            Isolated(name="metric_replication_isolated", read=METRIC_READ, insert=METRIC_INSERT, delete=written_by()),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.metric_id}"


class Material(Attachment):
    """A document of the source, copied for those inside the new experiment."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="materials")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            TenantKey(name="replication_material_of_own_experiment", parent="experiment"),
            Isolated(
                name="replication_material_isolated", read=MATERIAL_READ, insert=written_by(), delete=written_by()
            ),
        ]
