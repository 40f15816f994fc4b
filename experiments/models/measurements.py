"""What an experiment measures, and the values measured."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from experiments.models.experiments import Experiment
from experiments.querysets import MeasurementQuerySet, MetricQuerySet, OccurrenceQuerySet
from experiments.rules import CHILD_CHANGE, CHILD_DELETE, DATA_READ, MEASUREMENT_CHANGE, MEASUREMENT_READ
from experiments.states import WITH_TOTAL, Arm, Design, Direction, Frequency, Source
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import NOBODY
from mint.tenancy.models import Organisation


class Metric(models.Model):
    """What the experiment measures: from where (baseline) to where (target), and which way is better."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="metrics")
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=30)
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.UP)
    baseline = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_source = models.CharField(max_length=200, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    is_primary = models.BooleanField(default=False)
    design = models.CharField(max_length=20, choices=Design.choices, blank=True)
    smallest_worthwhile = models.DecimalField(
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="Shares in percentage points, counts in per cent.",
    )
    spread = models.DecimalField(
        max_digits=18, decimal_places=6, null=True, blank=True, help_text="The standard deviation that is expected."
    )
    frequency = models.CharField(
        max_length=12, choices=Frequency.choices, blank=True, help_text="How often a value is due; empty: every week."
    )
    limit = models.DecimalField(
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="Of a guardrail: the value must not get worse than this.",
    )
    effect = models.JSONField(null=True, blank=True, help_text="As the worker reckoned it: see `experiments.results`.")
    reminded_for = models.DateField(null=True, blank=True, help_text="The due day of which one was reminded last.")
    values_version = models.PositiveIntegerField(default=0, help_text="Grows with every value that is written.")

    objects = MetricQuerySet.as_manager()

    class Meta:
        ordering = ["-is_primary", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="metric_tenant"),
            models.UniqueConstraint(fields=["experiment", "name"], name="metric_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(unit=""), name="metric_is_named"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="metric_direction_known"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="metric_baseline_has_date",
            ),
            models.CheckConstraint(condition=Q(design__in=["", *Design.values]), name="metric_design_known"),
            models.CheckConstraint(condition=Q(frequency__in=["", *Frequency.values]), name="metric_frequency_known"),
            models.CheckConstraint(
                condition=(Q(smallest_worthwhile__isnull=True) | Q(smallest_worthwhile__gt=0))
                & (Q(spread__isnull=True) | Q(spread__gt=0)),
                name="metric_change_and_spread_positive",
            ),
            TenantKey(name="metric_of_own_experiment", parent="experiment"),
            Isolated(
                name="metric_isolated",
                read=DATA_READ,
                insert=CHILD_CHANGE,
                update=CHILD_CHANGE,
                delete=CHILD_DELETE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"

    @property
    def is_measured(self) -> bool:
        """Is there any value? Asked of the database unless the row came `with_last`."""
        if hasattr(self, "last_on"):
            return self.last_on is not None
        return bool(self.measurements.filter(is_current=True).exists())

    @property
    def has_totals(self) -> bool:
        """Is each value so many of a total, or in an exposure?"""
        return self.design in WITH_TOTAL


class Occurrence(models.Model):
    """Something that happened while one measured, and that may show in the values: a mark on the charts."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="occurrences")
    happened_on = models.DateField()
    text = models.CharField(max_length=120)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["experiment", "happened_on", "text"], name="occurrence_once"),
            models.CheckConstraint(condition=~Q(text=""), name="occurrence_is_told"),
            TenantKey(name="occurrence_of_own_experiment", parent="experiment"),
            Isolated(
                name="occurrence_isolated",
                read=DATA_READ,
                insert=CHILD_CHANGE,
                delete=CHILD_CHANGE,
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Measurement(models.Model):
    """One value of one day, group and subject. A correction adds a row; the old value stays, no longer current.

    What is measured more often than once a day has its moment too, and of each moment one value.
    `out_of` is the total of a share (`value` of so many) or the exposure of a count.
    """

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="measurements")
    measured_on = models.DateField()
    measured_at = models.DateTimeField(null=True, blank=True, help_text="The moment of that day, where it is known.")
    value = models.DecimalField(max_digits=18, decimal_places=6)
    arm = models.CharField(max_length=10, choices=Arm.choices, default=Arm.OWN)
    subject = models.CharField(max_length=40, blank=True, help_text="Which one was measured: a code, no name.")
    out_of = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.ENTERED)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_current = models.BooleanField(default=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["measured_on", "id"]
        indexes = [models.Index(fields=["metric", "measured_on"], name="measurement_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "measured_on", "arm", "subject"],
                condition=Q(is_current=True, measured_at__isnull=True),
                name="measurement_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["metric", "measured_at", "arm", "subject"],
                condition=Q(is_current=True, measured_at__isnull=False),
                name="measurement_once_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(measured_at__isnull=True) | Q(measured_at__date=F("measured_on")),
                name="measurement_moment_of_its_day",
            ),
            models.CheckConstraint(condition=Q(arm__in=Arm.values), name="measurement_arm_known"),
            models.CheckConstraint(
                condition=Q(out_of__isnull=True) | Q(out_of__gt=0), name="measurement_total_positive"
            ),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="measurement_source_known"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="measurement_replaces_another"
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="measurement_of_organisation"),
            TenantKey(name="measurement_of_own_metric", parent="metric"),
            TenantKey(name="measurement_replaces_own", parent="replaces"),
            Isolated(
                name="measurement_isolated",
                read=MEASUREMENT_READ,
                insert=MEASUREMENT_CHANGE,
                update=MEASUREMENT_CHANGE,
                delete=NOBODY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measured_on} {self.value}"
