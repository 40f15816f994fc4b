"""A locked report with what stands behind it, as one package."""

from django.db import models

from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation
from reports.dossier.querysets import DossierQuerySet
from reports.dossier.rules import READ, WRITE
from reports.models import Report


class Dossier(Attachment):
    """The newest one of a report: what it holds beside the report goes on (evidence, the trail), so it is made again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.OneToOneField(Report, models.CASCADE, related_name="dossier")
    sha256 = models.CharField(max_length=64)
    evidence = models.PositiveIntegerField(help_text="How many files of evidence are in it.")

    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints = [
            TenantKey(name="dossier_of_own_report", parent="report"),
            Isolated(name="dossier_isolated", read=READ, insert=WRITE, delete=WRITE),
        ]
