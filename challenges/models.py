"""A challenge and its attachments."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from challenges.functions import GRANTED, OF_CHALLENGE
from challenges.querysets import ChallengeAttachmentQuerySet, ChallengeQuerySet, GrantManager
from challenges.states import COLUMN_OF, EDITABLE, PUBLIC, SUBMITTED, Column, State, ending_of, word_of
from mint import clock
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import (
    all_of,
    any_of,
    coordinated,
    curated,
    managed,
    mine,
    seen_by,
    through,
    within,
    written_by,
)
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.vocabulary.dimensions import Dimension
from mint.workflow import Stateful

SUBMITTED_RULE = all_of(within("state", SUBMITTED), any_of(coordinated(), curated(), managed()))
READ = any_of(within("state", PUBLIC), seen_by(), SUBMITTED_RULE, all_of(within("state", SUBMITTED), GRANTED))
CHANGE = any_of(written_by(), all_of(within("state", SUBMITTED), any_of(coordinated(), curated())))

PUBLISHED = Q(published_at__isnull=False)

EVALUATE = "evaluate_challenge"


class Challenge(Stateful):
    """A need that its owner cannot meet alone. `state` changes by `challenges.workflow` only."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="challenges")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="challenges")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="challenges")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    title = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(max_length=80, default="haaste")
    problem = models.TextField(max_length=4000, blank=True)
    affected = models.TextField(max_length=1000, blank=True)
    outcome = models.TextField(max_length=2000, blank=True)
    confidential = models.TextField(max_length=4000, blank=True, help_text="Shown to the owner and curators only.")
    needs = ArrayField(models.CharField(max_length=20, choices=Dimension.choices), default=list, blank=True)
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="Why it was returned, withdrawn or not solved: to the owner.")
    form_key = models.UUIDField(default=uuid.uuid4, help_text="Of the form it was begun in: a double click makes one.")
    is_demo = models.BooleanField(default=False)
    search = models.GeneratedField(
        expression=SearchVector("title", "problem", "outcome", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ChallengeQuerySet.as_manager()
    files: list[dict[str, Any]]  # where the queryset says `read_out()`
    is_evaluated = False  # on its page, by who reads it
    goals: list[Column]  # on a board: where its reader may move it

    class Meta:
        verbose_name, verbose_name_plural = _("challenge"), _("challenges")
        permissions = [(EVALUATE, "Can read and evaluate the challenge")]
        indexes = [
            # of what was ever published: a condition without parameters, so that prepared statements may use the index
            models.Index(fields=["-published_at", "-id"], condition=PUBLISHED, name="challenge_newest"),
            models.Index(
                fields=["municipality", "-published_at", "-id"],
                condition=PUBLISHED,
                name="challenge_by_place",
            ),
            models.Index(fields=["organisation", "-id"], name="challenge_by_owner"),
            models.Index(fields=["municipality", "state", "submitted_at"], name="challenge_queue"),
            models.Index(fields=["project", "state"], name="challenge_by_project"),
            models.Index(fields=["state", "deadline_on"], name="challenge_deadline"),
            GinIndex(fields=["search"], name="challenge_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="challenge_tenant"),
            models.UniqueConstraint(fields=["organisation", "form_key"], name="challenge_once_per_form"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="challenge_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=EDITABLE) | (~Q(title="") & ~Q(problem="") & ~Q(needs=[])),
                name="challenge_submitted_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | Q(published_at__isnull=False, deadline_on__isnull=False),
                name="challenge_public_has_dates",
            ),
            Isolated(
                name="challenge_isolated",
                read=READ,
                insert=written_by(),
                update=CHANGE,
                delete=all_of(written_by(), "state = 'draft'"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slugify(self.title)[:80] or "haaste"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The public page; a challenge that is not public has only its page in the workspace."""
        return reverse("challenges:detail", args=[self.pk, self.slug])

    @property
    def column(self) -> Column:
        return COLUMN_OF[State(self.state)]

    @property
    def word(self) -> str:
        """Its state as its people read it."""
        return word_of(self.state)

    @property
    def ending(self) -> State | None:
        return ending_of(self.state, self.answer)

    @property
    def seeks_partners(self) -> bool:
        """Open to answers: until then, and after, matching has nothing to ask a visitor."""
        return self.state == State.OPEN

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def days_left(self) -> int | None:
        return (self.deadline_on - clock.today()).days if self.deadline_on else None


class ChallengeAttachment(Attachment):
    """A file of a challenge; it is as visible as its challenge."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="attachments")

    objects = ChallengeAttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            TenantKey(name="attachment_of_own_challenge", parent="challenge"),
            Isolated(
                name="challenge_attachment_isolated",
                read=through("challenges_challenge", "challenge_id"),
                insert=written_by(),
                delete=written_by(),
            ),
        ]


class ChallengeGrant(UserObjectPermissionBase):
    """django-guardian's row for an exception: one person from outside, one challenge, until a day.

    It says itself who else may see it (owner, coordinator), since the challenge's own policy reads this table.
    """

    created_at = models.DateTimeField(default=clock.now)
    content_object = models.ForeignKey(Challenge, models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()

    objects: ClassVar[GrantManager] = GrantManager()

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "expires_at"], name="challenge_grant_of_person")]
        constraints = [
            Isolated(
                name="challenge_grant_isolated",
                read=any_of(mine(), seen_by(), coordinated()),
                insert=all_of(coordinated(), OF_CHALLENGE),
                update=all_of(coordinated(), OF_CHALLENGE),
                delete=coordinated(),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.content_object_id}"
