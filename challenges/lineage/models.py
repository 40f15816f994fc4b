"""From which challenge to which, how, when and by whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from challenges.lineage.querysets import LineageQuerySet
from challenges.lineage.states import Kind
from challenges.models import Challenge
from challenges.states import SUBMITTED
from mint import clock
from mint.isolation.constraints import DeletedWith, Isolated
from mint.isolation.rules import all_of, any_of, coordinated, curated, through, within, written_by

CHALLENGE = "challenges_challenge"
WENT = all_of("was_public", "undone_at IS NULL")
ANSWERED = through(
    CHALLENGE,
    "source_id",
    all_of(
        within("parent.state", SUBMITTED), any_of(coordinated("parent.municipality_id"), curated("parent.project_id"))
    ),
)
CURATES = all_of(within("kind", [Kind.MERGED, Kind.SPLIT]), ANSWERED)
COPIES = all_of(
    "kind = 'copied'",
    through(CHALLENGE, "source_id"),
    through(CHALLENGE, "target_id", written_by("parent.organisation_id")),
)


class Lineage(models.Model):
    """What it says never changes (a trigger holds it); a merge that is taken back keeps its row, with the time."""

    created_at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # the database deletes it with either of them: who deletes a draft may not see the other
    source = models.ForeignKey(Challenge, models.DO_NOTHING, related_name="went", db_constraint=False)
    target = models.ForeignKey(Challenge, models.DO_NOTHING, related_name="came", db_constraint=False)
    source_id: int  # mypy's plugin does not find these two
    target_id: int
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    source_title = models.CharField(max_length=120, blank=True, help_text="As it was then; the database writes it.")
    was_public = models.BooleanField(default=False, help_text="Was what was merged public? The database says it.")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = LineageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="lineage_kind_known"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="lineage_of_two"),
            models.CheckConstraint(
                condition=Q(kind=Kind.COPIED) | ~Q(reason=""), name="lineage_of_a_curator_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(kind=Kind.MERGED), name="lineage_undone_of_a_merge"
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(kind=Kind.MERGED, undone_at__isnull=True), name="lineage_merged_once"
            ),
            models.UniqueConstraint(fields=["target"], condition=~Q(kind=Kind.MERGED), name="lineage_one_origin"),
            DeletedWith(name="lineage_of_its_source", parent="source"),
            DeletedWith(name="lineage_of_its_target", parent="target"),
            Isolated(
                name="lineage_isolated",
                read=any_of(
                    all_of(through(CHALLENGE, "target_id"), any_of(WENT, through(CHALLENGE, "source_id"))), CURATES
                ),
                insert=any_of(COPIES, all_of(CURATES, through(CHALLENGE, "target_id"))),
                update=CURATES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id} ({self.kind})"
