"""What somebody from outside says of an experiment's evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from experiments.models.experiments import Experiment
from experiments.querysets import EvidenceReviewQuerySet
from experiments.rules import REVIEW, REVIEW_READ
from experiments.states import Grade
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import NOBODY
from mint.tenancy.models import Organisation


class EvidenceReview(models.Model):
    """A grade confirmed or lowered, with a reason. It is never changed: the newest one holds."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reviewing = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="For whom the reviewer acts."
    )
    computed = models.PositiveSmallIntegerField(choices=Grade.choices)
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    reason = models.TextField(max_length=1000)

    objects = EvidenceReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__in=Grade.values) & Q(computed__in=Grade.values), name="evidence_grade_known"
            ),
            models.CheckConstraint(condition=Q(grade__lte=F("computed")), name="evidence_never_raised"),
            models.CheckConstraint(condition=~Q(reason=""), name="evidence_reviewed_with_reason"),
            models.CheckConstraint(condition=~Q(reviewing=F("organisation")), name="evidence_not_graded_by_its_owner"),
            TenantKey(name="evidence_of_own_experiment", parent="experiment"),
            Isolated(name="evidence_isolated", read=REVIEW_READ, insert=REVIEW, update=NOBODY, delete=NOBODY),
        ]

    def __str__(self) -> str:
        return str(self.get_grade_display())
