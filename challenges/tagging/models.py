"""A concept of the vocabulary at a challenge: where in the text it comes from, and who confirmed or refused it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from challenges.states import EDITABLE, SUBMITTED
from challenges.tagging.querysets import TagQuerySet
from challenges.tagging.states import DECIDED, TagState
from mint import clock
from mint.isolation.constraints import DeletedWith, Isolated, TenantKey
from mint.isolation.rules import SYSTEM_ONLY, all_of, any_of, coordinated, curated, mine, through, within, written_by
from mint.tenancy.models import Organisation

DECIDES = through(
    "challenges_challenge",
    "challenge_id",
    any_of(
        all_of(written_by("parent.organisation_id"), within("parent.state", list(EDITABLE))),
        all_of(
            within("parent.state", list(SUBMITTED)),
            any_of(coordinated("parent.municipality_id"), curated("parent.project_id")),
        ),
    ),
)
DECIDED_BY_ME = all_of(DECIDES, within("state", list(DECIDED)), mine("decided_by_id"))


class Tag(models.Model):
    """One concept at one challenge. Only a job suggests, only a person decides: what is confirmed has somebody's name."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # the database deletes it with its challenge: who deletes a draft need not see its suggestions
    challenge = models.ForeignKey(Challenge, models.DO_NOTHING, related_name="taggings", db_constraint=False)
    concept = models.CharField(max_length=80, help_text="Its key in the vocabulary: scheme:code.")
    state = models.CharField(max_length=10, choices=TagState.choices, default=TagState.SUGGESTED)
    place = models.PositiveSmallIntegerField(default=0, help_text="Among the suggestions, from the best on.")
    excerpt = models.CharField(max_length=400, blank=True, help_text="The sentence it comes from; empty once decided.")
    words = models.CharField(max_length=120, blank=True, help_text="The words of it that name the concept.")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["challenge", "place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "concept"], name="tag_once"),
            models.CheckConstraint(condition=Q(state__in=TagState.values), name="tag_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False, excerpt="")
                | Q(state=TagState.SUGGESTED, decided_by__isnull=True, decided_at__isnull=True),
                name="tag_decided_by_a_person",
            ),
            TenantKey(name="tag_of_own_challenge", parent="challenge"),
            DeletedWith(name="tag_of_challenge", parent="challenge"),
            Isolated(
                name="tag_isolated",
                read=any_of(DECIDES, all_of("state = 'confirmed'", through("challenges_challenge", "challenge_id"))),
                insert=DECIDED_BY_ME,
                update=DECIDES,
                changed=DECIDED_BY_ME,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id} · {self.concept}"

    @property
    def is_theme(self) -> bool:
        return self.concept.startswith("theme:")


class TagReading(models.Model):
    """What a challenge's text was read as: nobody's page shows it. It says what is common, and what is to be read again."""

    created_at = models.DateTimeField(default=clock.now)
    challenge = models.OneToOneField(Challenge, models.DO_NOTHING, related_name="tag_reading", db_constraint=False)
    digest = models.CharField(max_length=64, help_text="Of the text and of the vocabulary.")
    concepts = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        constraints = [
            DeletedWith(name="tag_reading_of_challenge", parent="challenge"),
            Isolated(name="tag_reading_isolated", read=SYSTEM_ONLY),
        ]

    def __str__(self) -> str:
        return str(self.challenge_id)
