"""Corrections of figures: an amount with its reason and evidence, which counts once a second person has approved it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.workflow import Stateful
from reports.corrections.querysets import CorrectionFileQuerySet, CorrectionQuerySet
from reports.corrections.rules import FILE_ADD, FILE_READ, PROPOSE, READ, SETTLE, SETTLED
from reports.corrections.states import DECIDED, PILLS, State
from reports.models import Indicator


class Correction(Stateful):
    """What is added to (or taken off) a figure by hand. Once proposed its amount, day and reason are not rewritten."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="corrections")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="corrections")
    on = models.DateField(help_text="Counts from this day.")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    reason = models.TextField(max_length=1000)
    record = models.CharField(max_length=60, blank=True, help_text="The model of the record that is the evidence.")
    object_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200, blank=True, help_text="What that record was called.")
    is_carried = models.BooleanField(
        default=False, help_text="What an earlier report lacked: it counts in the period, and the total has it already."
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=1000, blank=True, help_text="Why it was not approved.")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["project", "-id"], name="correction_by_project")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="correction_tenant"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="correction_state_known"),
            models.CheckConstraint(condition=~Q(amount=0) & ~Q(reason=""), name="correction_has_amount_and_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="correction_needs_a_second_person",
            ),
            Isolated(name="correction_isolated", read=READ, insert=PROPOSE, update=SETTLE, changed=SETTLED),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.amount:+}"

    def get_absolute_url(self) -> str:
        return reverse("corrections:detail", args=[self.organisation.slug, self.pk])

    @property
    def pill(self) -> tuple[str, str]:
        return PILLS[State(self.state)]


class CorrectionFile(Attachment):
    """A file that shows why the correction is right."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    correction = models.ForeignKey(Correction, models.CASCADE, related_name="files")

    objects = CorrectionFileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            TenantKey(name="correction_file_of_own_correction", parent="correction"),
            Isolated(name="correction_file_isolated", read=FILE_READ, insert=FILE_ADD),
        ]
