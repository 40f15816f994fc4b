"""Comments on the nouns that apps register, with what hangs on them: former texts, mentions, and who follows."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mint import clock
from mint.discussion.querysets import ChildQuerySet, CommentQuerySet, FollowingQuerySet
from mint.discussion.states import Audience, Mode
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import (
    all_of,
    any_of,
    coordinated,
    curated,
    mine,
    owned_by,
    seen_by,
    through,
    within,
    written_by,
)
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation

LONGEST = 4000

SEES = "mint.sees_subject(subject_type, subject_id)"
EVALUATES = any_of(coordinated(), "mint.evaluates_subject(subject_type, subject_id)")
TEAM, PARTIES, EVALUATORS, EVERYONE = ([each] for each in ("team", "parties", "evaluators", "everyone"))


def _joins(organisations: str) -> str:
    return f"mint.joins_subject(subject_type, subject_id, (SELECT mint.{organisations}())::bigint[])"


READ = all_of(
    any_of(
        within("audience", EVERYONE),
        all_of(within("audience", TEAM + PARTIES), any_of(seen_by(), coordinated())),
        all_of(within("audience", PARTIES), any_of(curated(), _joins("my_orgs"))),
        all_of(within("audience", EVALUATORS), EVALUATES),
    ),
    SEES,
)
VERIFIED = "EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = acting_for_id AND o.is_verified)"
# What everybody reads is said for an organisation that is known; evaluators, who may have none, write to their coordinator.
WRITE = all_of(
    mine("author_id"),
    any_of("acting_for_id IS NULL", written_by("acting_for_id")),
    any_of(
        all_of(within("audience", EVERYONE), any_of("acting_for_id = organisation_id", VERIFIED)),
        all_of(within("audience", TEAM + PARTIES), any_of(written_by(), coordinated())),
        all_of(within("audience", PARTIES), any_of(curated(), _joins("my_writable_orgs"))),
        all_of(within("audience", EVALUATORS), EVALUATES),
    ),
    SEES,
)
MODERATES = any_of(owned_by(), coordinated())
EMPTIED = all_of("text = ''", "removed_at IS NOT NULL")


class About(models.Model):
    """The columns that say of what: a subject's type and id."""

    created_at = models.DateTimeField(default=clock.now)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta:
        abstract = True


class Comment(About):
    """What somebody says about a subject, to an audience. Removed, it stays in its place without its text."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    acting_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    text = models.TextField(max_length=LONGEST, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    removed_reason = models.CharField(
        max_length=300, blank=True, help_text="Of a moderator, shown in the text's place."
    )
    form_key = models.UUIDField(
        default=uuid.uuid4, help_text="Of the form it was written in: a double click makes one."
    )

    objects = CommentQuerySet.as_manager()
    who: Any  # annotated
    behalf: Any
    mentioned: list[str]

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="comment_of_subject"),
            models.Index(fields=["author", "-created_at"], name="comment_by_author"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="comment_tenant"),
            models.UniqueConstraint(fields=["author", "form_key"], name="comment_once_per_form"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="comment_audience_known"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(text=""), name="comment_removed_keeps_no_text"
            ),
            Isolated(
                name="comment_isolated",
                read=READ,
                insert=WRITE,
                update=any_of(mine("author_id"), MODERATES),
                changed=any_of(WRITE, all_of(EMPTIED, any_of(mine("author_id"), MODERATES))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} · {self.pk}"

    def get_absolute_url(self) -> str:
        """Where a message leads: to the comment in its discussion, in a workspace of the reader's."""
        return reverse("discussion:go", args=[self.pk])

    @property
    def is_removed(self) -> bool:
        """By its writer or a moderator; or its writer was erased, and their words with them."""
        return self.removed_at is not None or not self.text

    @property
    def is_moderated(self) -> bool:
        return self.removed_at is not None and self.removed_by_id != self.author_id


COMMENT = "discussion_comment"
BY_AUTHOR = "parent.author_id = (SELECT mint.my_user())"
BY_MODERATOR = any_of(owned_by("parent.organisation_id"), coordinated("parent.municipality_id"))


class Revision(models.Model):
    """What a comment said before it was edited; as readable as the comment is."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="revisions")
    written_at = models.DateTimeField(help_text="Since when it said this.")
    text = models.TextField(max_length=LONGEST, blank=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            TenantKey(name="revision_of_own_comment", parent="comment"),
            Isolated(
                name="revision_isolated",
                read=through(COMMENT, "comment_id"),
                insert=through(COMMENT, "comment_id", BY_AUTHOR),
                delete=through(COMMENT, "comment_id", any_of(BY_AUTHOR, BY_MODERATOR)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} · {self.written_at}"


class Mention(models.Model):
    """Somebody who is named in a comment that they can read."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "user"], name="mentioned_once"),
            TenantKey(name="mention_in_own_comment", parent="comment"),
            Isolated(
                name="mention_isolated",
                read=through(COMMENT, "comment_id"),
                insert=through(COMMENT, "comment_id", BY_AUTHOR),
                delete=through(COMMENT, "comment_id", any_of(BY_AUTHOR, BY_MODERATOR)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} · {self.user_id}"


class Following(About):
    """What one person is told of one subject's discussion, and what they have been told of it already."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followings")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ALL)
    told_at = models.DateTimeField(null=True, help_text="When the last message of new comments was written.")
    told_of_id = models.BigIntegerField(default=0, help_text="The newest comment that a message has told of.")
    waiting_since = models.DateTimeField(null=True, help_text="A message of what is new is on its way.")

    objects = FollowingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="following_of_subject")]
        constraints = [
            models.UniqueConstraint(fields=["user", "subject_type", "subject_id"], name="followed_once"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="following_mode_known"),
            Isolated(name="following_isolated", read=mine(), insert=all_of(mine(), SEES), update=mine()),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.subject_type} {self.subject_id}"
