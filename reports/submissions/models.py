"""What was submitted, each time: the manifest and its hash stay, also when the report is opened again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation
from reports.models import Report
from reports.submissions.querysets import SubmissionQuerySet
from reports.submissions.rules import ADD, READ


class Submission(models.Model):
    """One submission of a report. Never changed, never deleted: what was sent can be verified ever after."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    manifest = models.TextField(help_text="The canonical JSON whose UTF-8 bytes have that hash.")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="submission_numbered"),
            models.CheckConstraint(
                condition=Q(
                    sha256=Func(
                        F("manifest"),
                        template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
                        output_field=models.CharField(),
                    )
                ),
                name="submission_seals_its_manifest",
            ),
            TenantKey(name="submission_of_own_report", parent="report"),
            Isolated(name="submission_isolated", read=READ, insert=ADD),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"
