"""Ecosystem reviews as anybody reads them: what of a locked review is public, and nothing else of the report."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import ANYBODY, all_of, managed, through, within
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from reports.documents.document import span
from reports.models import Report
from reports.reviews.querysets import ReviewQuerySet
from reports.states import LOCKED, Kind

OF_LOCKED = through(
    "reports_report",
    "report_id",
    all_of(
        within("parent.kind", [Kind.ECOSYSTEM]),
        within("parent.state", list(LOCKED)),
        "parent.project_id = reviews_review.project_id",
    ),
)


class Review(models.Model):
    """The figures and texts of a locked ecosystem review. Public; taken from what was frozen, and never changed."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    report = models.OneToOneField(Report, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    content = models.JSONField(help_text="Figures and texts, in three languages where there are three.")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-id"]
        indexes = [models.Index(fields=["-ends_on", "-id"], name="review_newest_first")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="review_ends_after_start"),
            TenantKey(name="review_of_own_report", parent="report"),
            Isolated(
                name="review_isolated",
                read=ANYBODY,
                insert=all_of(managed(), OF_LOCKED),
                delete=managed(),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.span}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:detail", args=[self.pk])

    @property
    def span(self) -> str:
        return span(self.starts_on, self.ends_on)
