"""What a submitted report would be if it were counted today: the difference, record by record, and what was carried on."""

from django.db import models
from django.db.models import Q

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation
from reports.changes.querysets import CarryQuerySet, ChangeQuerySet, ComparisonQuerySet
from reports.changes.rules import FORGET, READ, WRITE
from reports.changes.states import PILLS, Kind
from reports.corrections.models import Correction
from reports.models import Figure, Report


class Comparison(models.Model):
    """When a report was last counted anew, and which of its figures are defined otherwise by now."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.OneToOneField(Report, models.CASCADE, related_name="comparison")
    compared_at = models.DateTimeField()
    redefined = models.JSONField(default=list, help_text="Codes of figures whose definition has changed since.")

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        constraints = [
            TenantKey(name="comparison_of_own_report", parent="report"),
            Isolated(name="comparison_isolated", read=READ, insert=WRITE, update=WRITE, delete=FORGET),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}"


class Change(models.Model):
    """A record that adds otherwise today than it did when the report was submitted. Found anew at each comparison."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="changes")
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    record = models.CharField(max_length=60, help_text="The model's label.")
    object_id = models.BigIntegerField()
    business_id = models.CharField(max_length=9, blank=True)
    title = models.CharField(max_length=200)
    on = models.DateField()
    was_in_period = models.DecimalField(max_digits=14, decimal_places=2)
    was_in_total = models.DecimalField(max_digits=14, decimal_places=2)
    in_period = models.DecimalField(max_digits=14, decimal_places=2)
    in_total = models.DecimalField(max_digits=14, decimal_places=2)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["figure", "on", "id"], name="change_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="change_kind_known"),
            TenantKey(name="change_of_own_report", parent="report"),
            TenantKey(name="change_of_own_figure", parent="figure"),
            Isolated(name="change_isolated", read=READ, insert=WRITE, update=WRITE, delete=FORGET),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def pill(self) -> tuple[str, str]:
        return PILLS[Kind(self.kind)]


class Carry(models.Model):
    """A difference that was proposed as a correction in the period that came after."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="carries")
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="carries")
    correction = models.OneToOneField(Correction, models.PROTECT, related_name="carried")
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    objects = CarryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="carry_is_something"),
            TenantKey(name="carry_of_own_report", parent="report"),
            TenantKey(name="carry_of_own_figure", parent="figure"),
            TenantKey(name="carry_of_own_correction", parent="correction"),
            Isolated(name="carry_isolated", read=READ, insert=WRITE, delete=FORGET),
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.amount:+}"
