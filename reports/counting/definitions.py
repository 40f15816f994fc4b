"""What an indicator means: its words, how it is added up, and the versions of that; and companies as they were."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import ANYBODY, all_of, any_of, curated, managed, through, within
from mint.places.models import Industry, Municipality, Named
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from reports.querysets import StandingQuerySet
from reports.states import OWN_SCHEMES, Aggregation, Breakdown, IndicatorKind, Unit

OWN = all_of(managed("parent.project_id"), within("parent.scheme", OWN_SCHEMES))
DEFINED = (
    *(f"{word}_{language}" for word in ("name", "definition", "evidence") for language in ("fi", "sv", "en")),
    *("unit", "kind", "aggregation", "counter", "breakdowns", "valid_from", "valid_until"),
)  # fmt: skip


class Defined(Named):
    """What is counted and how: the same of an indicator as it is now and of each of its versions."""

    definition_fi = models.TextField(max_length=1000, blank=True)
    definition_sv = models.TextField(max_length=1000, blank=True)
    definition_en = models.TextField(max_length=1000, blank=True)
    evidence_fi = models.CharField(max_length=300, blank=True, help_text="What has to be there to show it.")
    evidence_sv = models.CharField(max_length=300, blank=True)
    evidence_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=20, choices=Unit.choices)
    kind = models.CharField(max_length=10, choices=IndicatorKind.choices)
    aggregation = models.CharField(max_length=30, choices=Aggregation.choices)
    counter = models.CharField(
        max_length=60,
        blank=True,
        help_text="Key of a counting function of reports.counting.counters; empty: nothing in MINT.",
    )
    breakdowns = ArrayField(models.CharField(max_length=20, choices=Breakdown.choices), default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True, help_text="Reports that end before this day leave it out.")
    valid_until = models.DateField(null=True, blank=True, help_text="Reports that begin after this day leave it out.")

    class Meta:
        abstract = True

    @property
    def definition(self) -> str:
        return str(getattr(self, f"definition_{(get_language() or 'fi')[:2]}", self.definition_fi))

    @property
    def evidence(self) -> str:
        return str(getattr(self, f"evidence_{(get_language() or 'fi')[:2]}", self.evidence_fi))


class IndicatorVersion(Defined):
    """What an indicator meant from a moment on. Never changed: a report keeps the one it was counted by."""

    created_at = models.DateTimeField(default=clock.now)
    indicator = models.ForeignKey("reports.Indicator", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="indicator_version_once"),
            Isolated(
                name="indicator_version_isolated",
                read=ANYBODY,
                insert=through("reports_indicator", "indicator_id", OWN),
            ),
        ]


class Standing(models.Model):
    """A company as it was when a record of it first counted: size class, place and name do not follow it afterwards."""

    created_at = models.DateTimeField(default=clock.now)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    party = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    record = models.CharField(max_length=60, help_text="The label of the record's model.")
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    business_id = models.CharField(max_length=9, blank=True)
    size = models.CharField(max_length=10, blank=True, help_text="Of companies.states.Size; empty: not known then.")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, related_name="+")

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "record", "object_id", "party"], name="standing_once"),
            Isolated(name="standing_isolated", read=any_of(curated(), managed()), insert=managed()),
        ]

    def __str__(self) -> str:
        return self.name
