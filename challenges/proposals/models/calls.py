"""By what answers to a challenge are judged, and the terms under which they are asked for."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from challenges.proposals.querysets import CallQuerySet, CriterionQuerySet
from challenges.proposals.rules import UNSETTLED
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import through
from mint.tenancy.models import Organisation

SCALE = tuple(range(6))  # points from 0 to 5, each with its anchor text
FEEDBACK_WITHIN = 42


class Criterion(models.Model):
    """A question that every proposal answers and every evaluator scores; in the language of its challenge."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    question = models.TextField(max_length=500)
    weight = models.PositiveSmallIntegerField(help_text="Of a hundred, together with the others of its challenge.")
    anchors = ArrayField(
        models.CharField(max_length=200, blank=True), size=6, default=list, help_text="What 0, 1, … 5 points mean."
    )

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["challenge", "position", "id"], name="criterion_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="criterion_tenant"),
            models.UniqueConstraint(fields=["challenge", "id"], name="criterion_of_challenge"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="criterion_weight_is_percent"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(question=""), name="criterion_is_worded"),
            models.CheckConstraint(condition=Q(anchors__len=len(SCALE)), name="criterion_has_anchors"),
            TenantKey(name="criterion_of_own_challenge", parent="challenge"),
            Isolated(
                name="criterion_isolated",
                read=through("challenges_challenge", "challenge_id"),
                insert=UNSETTLED,
                update=UNSETTLED,
                delete=UNSETTLED,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scale(self) -> list[tuple[int, str]]:
        """(points, what they mean), for those that are worded."""
        return [(points, text) for points, text in zip(SCALE, self.anchors, strict=True) if text]


class Call(models.Model):
    """Under which terms a challenge asks for proposals."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="call")
    version = models.PositiveIntegerField(default=1, help_text="Of the call and its criteria together.")
    is_sealed = models.BooleanField(default=False, help_text="Until it is over not even their number is shown.")
    feedback_days = models.PositiveSmallIntegerField(
        default=FEEDBACK_WITHIN, help_text="Each proposer is answered this many days after the deadline at the latest."
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="call_tenant"),
            models.CheckConstraint(
                condition=Q(feedback_days__gte=1, feedback_days__lte=365), name="call_answers_in_a_year"
            ),
            TenantKey(name="call_of_own_challenge", parent="challenge"),
            Isolated(
                name="call_isolated",
                read=through("challenges_challenge", "challenge_id"),
                insert=UNSETTLED,
                update=UNSETTLED,
                delete=UNSETTLED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.challenge_id)

    def feedback_on(self, deadline_on: date | None) -> date | None:
        """The day by which proposers are promised an answer: it moves with the deadline."""
        return deadline_on + timedelta(days=self.feedback_days) if deadline_on else None
