"""How far a challenge is in the hands of those who answer it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from challenges.curation.querysets import ScreeningQuerySet
from challenges.curation.states import Flag, Stage
from challenges.models import Challenge
from challenges.states import SUBMITTED
from mint import clock
from mint.isolation.constraints import DeletedWith, Isolated
from mint.isolation.rules import all_of, any_of, coordinated, curated, through, within
from mint.places.models import Municipality

# Its owner's people are never among them, unless they answer it too.
ANSWERED = through(
    "challenges_challenge",
    "challenge_id",
    all_of(
        within("parent.state", SUBMITTED), any_of(coordinated("parent.municipality_id"), curated("parent.project_id"))
    ),
)


class Screening(models.Model):
    """One row of a challenge once somebody has taken it up. The owner neither sees it nor knows of it.

    It belongs to no organisation: in the event log it is the municipality's, so that neither owner nor project manager
    reads of it there.
    """

    created_at = models.DateTimeField(default=clock.now)
    # the database deletes it with its challenge: the owner, who deletes a draft, does not see it
    challenge = models.OneToOneField(Challenge, models.DO_NOTHING, related_name="screening", db_constraint=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.NEW)
    staged_at = models.DateTimeField(null=True, help_text="A stage from before the newest sending counts no more.")
    flags = ArrayField(models.CharField(max_length=20, choices=Flag.choices), default=list, blank=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["assignee", "challenge"], name="screening_by_assignee")]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="screening_stage_known"),
            models.CheckConstraint(condition=Q(flags__contained_by=Flag.values), name="screening_flags_known"),
            models.CheckConstraint(
                condition=Q(stage=Stage.NEW) | Q(staged_at__isnull=False), name="screening_stage_since_when"
            ),
            DeletedWith(name="screening_of_challenge", parent="challenge"),
            Isolated(name="screening_isolated", read=ANSWERED, insert=ANSWERED, update=ANSWERED),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id} · {self.stage}"
