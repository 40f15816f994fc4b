"""Indicators, and reports whose figures are counted from rows that stay with them."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mint import clock
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import ANYBODY, all_of, any_of, curated, managed, seen_by, through, within
from mint.places.models import Industry, Municipality, Named
from mint.projects.models import Period, Project
from mint.tenancy.models import Organisation
from mint.workflow import Stateful
from reports.counting.definitions import Defined, IndicatorVersion
from reports.documents.document import percents, span
from reports.partnering import INSIDE, SHOWN, partnered
from reports.querysets import FigureQuerySet, FigureRowQuerySet, ReportFileQuerySet, ReportQuerySet
from reports.states import (
    CHANGEABLE,
    FROZEN,
    LOCKED,
    OWN_SCHEMES,
    PILLS,
    WAITING,
    Aggregation,
    FileKind,
    Kind,
    Scheme,
    State,
    Unit,
)

TABLE = "reports_report"
OWN_PERIOD = through("projects_period", "period_id", "parent.project_id = reports_indicatortarget.project_id")
OWN_INDICATOR = through(
    "reports_indicator",
    "indicator_id",
    any_of("parent.project_id IS NULL", "parent.project_id = reports_indicatortarget.project_id"),
)
OWN_TARGET = all_of(managed(), any_of("period_id IS NULL", OWN_PERIOD), OWN_INDICATOR)
PART_READ = through(TABLE, "report_id")
ROW_READ = through(TABLE, "report_id", INSIDE)
FILE_READ = through(TABLE, "report_id", any_of("reports_reportfile.kind = 'pdf'", INSIDE))
PART_WRITE = through(TABLE, "report_id", all_of(managed("parent.project_id"), within("parent.state", CHANGEABLE)))


class Indicator(Defined):
    """What is counted, as it is defined now. Public reference data: of everybody, kept by `reports.counting.catalogue`, or of a
    project, kept by who manages it.
    """

    created_at = models.DateTimeField(default=clock.now)
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="own_indicators",
        help_text="Whose own it is; empty: everybody's.",
    )  # fmt: skip
    code = models.CharField(max_length=20)
    scheme = models.CharField(max_length=10, choices=Scheme.choices)
    number = models.PositiveSmallIntegerField(default=1, help_text="Of the version that it is defined by now.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="indicator_code_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="indicator_scheme_known"),
            models.CheckConstraint(condition=Q(aggregation__in=Aggregation.values), name="indicator_aggregation_known"),
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(scheme__in=OWN_SCHEMES), name="indicator_of_the_eu_is_nobodys_own"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="indicator_ends_after_start",
            ),
            Isolated(
                name="indicator_isolated",
                read=ANYBODY,
                insert=all_of(managed(), within("scheme", OWN_SCHEMES)),
                update=all_of(managed(), within("scheme", OWN_SCHEMES)),
            ),
        ]

    @property
    def is_own(self) -> bool:
        return self.project_id is not None


class IndicatorTarget(models.Model):
    """That a project reports an indicator, and how much it has promised (empty: not set yet). Public.

    Of the whole project, with where it began from (`baseline`); or of one period beside that.
    """

    created_at = models.DateTimeField(default=clock.now)
    project = models.ForeignKey(Project, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    period = models.ForeignKey(Period, models.CASCADE, null=True, blank=True, related_name="targets")
    value = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    baseline = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    class Meta:
        ordering = ["indicator__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "indicator", "period"], name="target_once_in_a_period", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="target_is_positive"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | (Q(baseline__gte=0) & Q(period__isnull=True)),
                name="baseline_is_the_projects",
            ),
            Isolated(name="target_isolated", read=ANYBODY, insert=OWN_TARGET, update=OWN_TARGET, delete=managed()),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.indicator.code}"


class Report(Stateful):
    """Figures of a project and a period. `state` changes by `reports.workflow` only; once submitted it is frozen."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.COLLECTING)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    project = models.ForeignKey(Project, models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="reports")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.FUNDER)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    starts_on = models.DateField()
    ends_on = models.DateField()
    slot = models.CharField(
        max_length=60, blank=True, help_text="What makes one report once: the month that builds itself, or the form."
    )
    content = models.JSONField(default=dict, help_text="Experiments, companies, drawings and gaps, as counted.")
    built_at = models.DateTimeField(null=True, blank=True)
    steering_on = models.DateField(null=True, blank=True)
    steering_paragraph = models.CharField(max_length=40, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    keeps_figures = models.BooleanField(
        default=False,
        help_text="Opened again after a later one was submitted: figures and rows stay, texts and files may change.",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="report_by_owner")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="report_tenant"),
            models.UniqueConstraint(fields=["organisation", "project", "id"], name="report_of_tenants_project"),
            models.UniqueConstraint(fields=["kind", "slot"], condition=~Q(slot=""), name="report_once_in_its_slot"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="report_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state__in=CHANGEABLE) | (Q(steering_on__isnull=False) & ~Q(steering_paragraph="")),
                name="report_approved_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN) | (Q(submitted_at__isnull=False) & ~Q(sha256="")),
                name="report_submitted_is_hashed",
            ),
            Isolated(
                name="report_isolated",
                read=any_of(seen_by(), curated(), managed(), all_of(partnered(), within("state", SHOWN))),
                insert=all_of(managed(), seen_by(), within("state", [State.COLLECTING])),
                update=managed(),
                delete=all_of(managed(), within("state", [State.COLLECTING])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.organisation.slug, self.pk])

    @property
    def title(self) -> str:
        """`Monitoring report 1.7.–31.12.2026`."""
        return f"{self.get_kind_display()} {self.span}"

    @property
    def span(self) -> str:
        return span(self.starts_on, self.ends_on)

    @property
    def pill(self) -> tuple[str, str]:
        return PILLS[State(self.state)]

    @property
    def files_in_order(self) -> list["ReportFile"]:
        """As one looks for them: they are written side by side, and come into the table as they are ready."""
        order = list(FileKind)
        return sorted(self.files.all(), key=lambda each: order.index(FileKind(each.kind)))

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN

    @property
    def is_locked(self) -> bool:
        """Locked and not returned: what goes to the funder, or has been accepted."""
        return self.state in LOCKED

    @property
    def is_changeable(self) -> bool:
        return self.state in CHANGEABLE

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING


class Figure(Named):
    """An indicator's value in a report, with its definition as it was then. Counted, never typed."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    definition = models.ForeignKey(
        IndicatorVersion, models.PROTECT, null=True, blank=True, related_name="figures",
        help_text="Which version of the indicator it was counted by; empty: before there were versions.",
    )  # fmt: skip
    code = models.CharField(max_length=20)
    unit = models.CharField(max_length=20, choices=Unit.choices)
    aggregation = models.CharField(max_length=30, choices=Aggregation.choices)
    order = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    total = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    period_target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="figure_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="figure_tenant"),
            models.UniqueConstraint(fields=["organisation", "report", "id"], name="figure_of_tenants_report"),
            TenantKey(name="figure_of_own_report", parent="report"),
            Isolated(name="figure_isolated", read=PART_READ, insert=PART_WRITE, update=PART_WRITE, delete=PART_WRITE),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reports:rows", args=[self.organisation.slug, self.report_id, self.pk])

    @property
    def percent(self) -> int | None:
        return percents(self.total, self.target) if self.target else None

    @property
    def is_from_nowhere(self) -> bool:
        """Nothing in MINT counts it: it is promised, and shown with evidence from elsewhere."""
        return self.definition is not None and not self.definition.counter


class FigureRow(models.Model):
    """A record that a figure was counted from; the figure is the sum of what its rows add."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="rows")
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="rows")
    record = models.CharField(max_length=60, help_text="The model's label.")
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    party = models.CharField(max_length=200, blank=True)
    business_id = models.CharField(max_length=9, blank=True)
    size = models.CharField(max_length=10, blank=True, help_text="Of the company when the record first counted.")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    in_period = models.DecimalField(max_digits=14, decimal_places=2)
    in_total = models.DecimalField(max_digits=14, decimal_places=2)

    objects = FigureRowQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["figure", "on", "id"], name="figure_row_by_day")]
        constraints = [
            TenantKey(name="row_of_own_report", parent="report"),
            TenantKey(name="row_of_own_figure", parent="figure", shared="report"),
            Isolated(
                name="figure_row_isolated", read=ROW_READ, insert=PART_WRITE, update=PART_WRITE, delete=PART_WRITE
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReportFile(Attachment):
    """A file the report was written to, with the hash of its bytes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    sha256 = models.CharField(max_length=64)

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="report_file_once"),
            TenantKey(name="file_of_own_report", parent="report"),
            Isolated(
                name="report_file_isolated", read=FILE_READ, insert=PART_WRITE, update=PART_WRITE, delete=PART_WRITE
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reports:download", args=[self.organisation.slug, self.report_id, self.pk])
