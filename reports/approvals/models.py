"""What the partners are asked of a built report, and what each answered: always of one building of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation
from reports.approvals.querysets import ApprovalQuerySet, PartnerAskingQuerySet
from reports.approvals.rules import ANSWER, ASKING_ADD, ASKING_READ, CHANGE, READ
from reports.models import Report


class Asking(models.Model):
    """The partners have been asked to approve a building, by a day. A later building is asked about anew."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="askings")
    built_at = models.DateTimeField(help_text="Which building of the report.")
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerAskingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "built_at"], name="asked_once_of_a_building"),
            TenantKey(name="asking_of_own_report", parent="report"),
            Isolated(name="asking_isolated", read=ASKING_READ, insert=ASKING_ADD),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.due_on}"


class Approval(models.Model):
    """A partner's answer to one building: `organisation` is the partner. It may answer anew while it is asked."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="approvals")
    built_at = models.DateTimeField(help_text="Which building of the report.")
    is_given = models.BooleanField(help_text="No: the partner objects.")
    reason = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "report", "built_at"], name="approval_once_of_a_building"),
            models.CheckConstraint(condition=Q(is_given=True) | ~Q(reason=""), name="approval_objects_with_a_reason"),
            Isolated(name="approval_isolated", read=READ, insert=ANSWER, update=CHANGE, changed=ANSWER),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.organisation_id}"

    def audit_readers(self) -> list[int]:
        """Whose the report is."""
        return [self.report.organisation_id]

    @property
    def pill(self) -> tuple[str, str]:
        return ("open", "check") if self.is_given else ("stop", "x")
