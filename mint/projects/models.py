"""Funded programmes of work: who pays, who takes part, and the periods reports are made for."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import ANYBODY, OPERATOR
from mint.places.models import Named
from mint.tenancy.models import Organisation


class FunderProfile(models.Model):
    """How a funding period wants to be shown: emblem and sentence, in three languages. Public."""

    created_at = models.DateTimeField(default=clock.now)
    key = models.SlugField(unique=True)
    fund_fi = models.CharField(max_length=200)
    fund_sv = models.CharField(max_length=200)
    fund_en = models.CharField(max_length=200)
    sentence_fi = models.CharField(max_length=200)
    sentence_sv = models.CharField(max_length=200)
    sentence_en = models.CharField(max_length=200)
    emblem = models.FileField(
        upload_to="funders/",
        blank=True,
        help_text="The official file; it wins over our own.",
    )

    class Meta:
        verbose_name, verbose_name_plural = _("funder"), _("funders")

    def __str__(self) -> str:
        return self.fund_fi


class Project(Named):
    """A project (hanke). Public: code, names, dates, partners, as the funder publishes them."""

    created_at = models.DateTimeField(default=clock.now)
    code = models.CharField(max_length=20, unique=True)
    short_name = models.CharField(max_length=80)
    funder = models.ForeignKey(FunderProfile, models.PROTECT, related_name="projects")
    priority_axis = models.CharField(max_length=300, blank=True)
    specific_objective = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    planned_start_on = models.DateField()
    planned_end_on = models.DateField()
    actual_start_on = models.DateField(null=True, blank=True)
    actual_end_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-planned_start_on"]
        verbose_name, verbose_name_plural = _("project"), _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_end_on__gt=F("planned_start_on")),
                name="project_ends_after_start",
            ),
            Isolated(name="project_isolated", read=ANYBODY, insert=OPERATOR, update=OPERATOR),
        ]

    @property
    def starts_on(self) -> date:
        return self.actual_start_on or self.planned_start_on

    @property
    def ends_on(self) -> date:
        return self.actual_end_on or self.planned_end_on


class Partner(models.Model):
    """An organisation's part in a project."""

    class Part(models.TextChoices):
        LEAD = "lead"
        CO_IMPLEMENTER = "co_implementer"

    created_at = models.DateTimeField(default=clock.now)
    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    part = models.CharField(max_length=20, choices=Part.choices)

    class Meta:
        verbose_name, verbose_name_plural = _("partner of a project"), _("partners of projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "organisation"], name="partner_once"),
            models.UniqueConstraint(fields=["project"], condition=Q(part="lead"), name="one_lead"),
            Isolated(name="partner_isolated", read=ANYBODY, insert=OPERATOR, update=OPERATOR),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.project}"


class Period(models.Model):
    """A reporting period of a project: a closed range of dates, with the day its report is due."""

    created_at = models.DateTimeField(default=clock.now)
    project = models.ForeignKey(Project, models.CASCADE, related_name="periods")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        ordering = ["project", "number"]
        verbose_name, verbose_name_plural = _("reporting period"), _("reporting periods")
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="period_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="period_ends_after_start"),
            Isolated(name="period_isolated", read=ANYBODY, insert=OPERATOR, update=OPERATOR),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.number}"
