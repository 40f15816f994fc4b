"""The authority's own workbooks, what goes into which of their cells, and what was sent with which payment claim."""

from django.db import models
from django.db.models import Q

from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from reports.authority.querysets import FilingQuerySet, FormQuerySet
from reports.authority.rules import FILING_INSERT, FILING_READ, FORM_INSERT, FORM_READ
from reports.models import Report


class Form(Attachment):
    """One version of a workbook that the authority wants filled. The file stays as it came; only the map changes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="authority_forms")
    title = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField(help_text="The version.")
    sha256 = models.CharField(max_length=64)
    cells = models.JSONField(default=list, help_text="The map: sheet, cell, source and whether it has to be filled.")

    objects = FormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="authority_form_tenant"),
            models.UniqueConstraint(fields=["project", "title", "number"], name="authority_form_version_once"),
            models.CheckConstraint(condition=~Q(title=""), name="authority_form_has_a_title"),
            Isolated(name="authority_form_isolated", read=FORM_READ, insert=FORM_INSERT, update=FORM_READ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, v. {self.number}"


class Filing(Attachment):
    """A form filled from a locked report for a payment claim, with what was put in each cell."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="filings")
    form = models.ForeignKey(Form, models.PROTECT, related_name="filings")
    claim = models.CharField(max_length=40, help_text="The number of the payment claim.")
    values = models.JSONField(help_text="Sheet, cell, source and the value that was put there.")
    sha256 = models.CharField(max_length=64)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "form", "claim"], name="filing_once_for_a_claim"),
            models.CheckConstraint(condition=~Q(claim=""), name="filing_says_its_claim"),
            TenantKey(name="filing_of_own_report", parent="report"),
            TenantKey(name="filing_on_own_form", parent="form"),
            Isolated(name="filing_isolated", read=FILING_READ, insert=FILING_INSERT),
        ]
