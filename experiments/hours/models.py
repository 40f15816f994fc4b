"""An organisation's price of an hour, and the hours that a plan counts on."""

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from experiments.hours.querysets import HoursQuerySet, TariffQuerySet
from experiments.hours.rules import KEEP, LINE_CHANGE, LINE_DELETE, LINE_READ
from experiments.models import Experiment
from experiments.staging.models.templates import in_language
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import NOBODY, seen_by
from mint.tenancy.models import Organisation

LEAST, DEAREST, MOST_HOURS = Decimal("0.01"), Decimal(1000), Decimal(10000)
CENT = Decimal("0.01")


class Tariff(models.Model):
    """Euros an hour of one kind of work, for a period. It ends on a day, and is never deleted: plans were priced by it."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tariffs")
    name_fi = models.CharField(max_length=80)
    name_sv = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    rate = models.DecimalField(
        max_digits=8, decimal_places=2, validators=[MinValueValidator(LEAST), MaxValueValidator(DEAREST)]
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="The last day; empty: until further notice.")

    objects = TariffQuerySet.as_manager()

    class Meta:
        ordering = ["name_fi", "-valid_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="tariff_tenant"),
            models.UniqueConstraint(fields=["organisation", "name_fi", "valid_from"], name="tariff_begins_once"),
            models.CheckConstraint(condition=~Q(name_fi="") & ~Q(name_sv="") & ~Q(name_en=""), name="tariff_is_named"),
            models.CheckConstraint(condition=Q(rate__gte=LEAST, rate__lte=DEAREST), name="tariff_rate_sensible"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="tariff_ends_later"
            ),
            Isolated(name="tariff_isolated", read=seen_by(), insert=KEEP, update=KEEP, delete=NOBODY),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    def is_valid_on(self, day: date | None) -> bool:
        return day is not None and self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Line(models.Model):
    """So many hours of one kind of work, given by one party. The rate is the tariff's as it was when it was written."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="hours")
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    tariff = models.ForeignKey(Tariff, models.PROTECT, related_name="lines")
    work = models.CharField(max_length=120, help_text="What is done.")
    hours = models.DecimalField(
        max_digits=7, decimal_places=2, validators=[MinValueValidator(LEAST), MaxValueValidator(MOST_HOURS)]
    )
    rate = models.DecimalField(max_digits=8, decimal_places=2)
    note = models.CharField(max_length=300, blank=True)

    objects = HoursQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["experiment", "giver", "work"], name="hours_of_work_once"),
            models.CheckConstraint(condition=~Q(work=""), name="hours_name_the_work"),
            models.CheckConstraint(condition=Q(hours__gte=LEAST, hours__lte=MOST_HOURS), name="hours_sensible"),
            models.CheckConstraint(condition=Q(rate__gte=LEAST, rate__lte=DEAREST), name="hours_rate_sensible"),
            TenantKey(name="hours_of_own_experiment", parent="experiment"),
            TenantKey(name="hours_by_own_tariff", parent="tariff", organisation="giver"),
            Isolated(name="hours_isolated", read=LINE_READ, insert=LINE_CHANGE, update=LINE_CHANGE, delete=LINE_DELETE),
        ]

    def __str__(self) -> str:
        return self.work

    @property
    def euros(self) -> Decimal:
        return (self.hours * self.rate).quantize(CENT)
