"""A challenge and its attachments."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from challenges.choices import Afterwards, Answerer, AnswerForm, MaterialsAccess, Publicity
from challenges.functions import GRANTED, SHARED, SPLITS
from challenges.querysets import ChallengeQuerySet
from challenges.states import COLUMN_OF, EDITABLE, PUBLIC, SUBMITTED, Column, State, ending_of, word_of
from challenges.terms import DataTerms, IpTerms
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import (
    all_of,
    any_of,
    coordinated,
    curated,
    overseen,
    seen_by,
    within,
    written_by,
)
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.vocabulary.dimensions import Dimension
from mint.workflow import Stateful

SUBMITTED_RULE = all_of(within("state", SUBMITTED), any_of(coordinated(), overseen(), GRANTED))
READ = any_of(within("state", PUBLIC), seen_by(), SUBMITTED_RULE, SHARED)
CHANGE = any_of(written_by(), all_of(within("state", SUBMITTED), any_of(coordinated(), curated())))

PUBLISHED = Q(published_at__isnull=False)

# What must be there in which state.
BY_STATE = [
    models.CheckConstraint(condition=Q(state__in=State.values), name="challenge_state_known"),
    models.CheckConstraint(
        condition=Q(state__in=EDITABLE) | (~Q(title="") & ~Q(problem="") & ~Q(needs=[])),
        name="challenge_submitted_is_complete",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=PUBLIC) | Q(published_at__isnull=False, deadline_on__isnull=False),
        name="challenge_public_has_dates",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=PUBLIC) | Q(ip_terms__in=IpTerms.values, data_terms__in=DataTerms.values),
        name="challenge_public_has_terms",
    ),
]

EVALUATE = "evaluate_challenge"


class Read:
    """What a page adds to a challenge that it has read."""

    files: list[dict[str, Any]]  # where the queryset says `read_out()`
    is_evaluated = False  # on its page, by who reads it
    happened: Sequence[dict[str, Any]] = ()  # on its page in a workspace: the events of its timeline
    confidential = ""  # the text of `ChallengeConfidential`, where it was fetched for who may read it
    goals: list[Column]  # on a board: where its reader may move it


class Challenge(Read, Stateful):
    """A need that its owner cannot meet alone. `state` changes by `challenges.workflow` only."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="challenges")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="challenges")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="challenges")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    title = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(max_length=80, default="haaste")
    # the problem
    question = models.CharField(max_length=200, blank=True, help_text="In one sentence: How might we …")
    problem = models.TextField(max_length=4000, blank=True)
    affected = models.TextField(max_length=1000, blank=True)
    tried = models.TextField(max_length=2000, blank=True)
    # what is sought
    outcome = models.TextField(max_length=2000, blank=True)
    ip_terms = models.CharField(max_length=20, choices=IpTerms.choices, blank=True)
    data_terms = models.CharField(max_length=20, choices=DataTerms.choices, blank=True)
    confidential_terms = models.TextField(
        max_length=4000, blank=True, help_text="Who accepts them may read the confidential part; empty: no partner may."
    )
    needs = ArrayField(models.CharField(max_length=20, choices=Dimension.choices), default=list, blank=True)
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    tags = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, help_text="Concepts that a person has confirmed."
    )
    limits = models.TextField(max_length=2000, blank=True, help_text="Law, budget, technology, season.")
    answerers = ArrayField(models.CharField(max_length=20, choices=Answerer.choices), default=list, blank=True)
    answer_form = models.CharField(max_length=20, choices=AnswerForm.choices, blank=True)
    answer_languages = ArrayField(models.CharField(max_length=2, choices=settings.LANGUAGES), default=list, blank=True)
    accessibility = models.TextField(max_length=1000, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    questions_until = models.DateField(null=True, blank=True, help_text="Empty: as long as the call is open.")
    decision_on = models.DateField(null=True, blank=True)
    timetable = models.TextField(max_length=1000, blank=True)
    # what its owner offers
    offered_hours = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of its people, altogether.")
    offered_money = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR.")
    premises = models.TextField(max_length=1000, blank=True)
    test_users = models.TextField(max_length=1000, blank=True)
    materials = models.TextField(max_length=2000, blank=True)
    materials_access = models.CharField(max_length=20, choices=MaterialsAccess.choices, blank=True)
    afterwards = models.CharField(max_length=20, choices=Afterwards.choices, blank=True)
    afterwards_note = models.TextField(max_length=1000, blank=True)
    reward = models.TextField(max_length=1000, blank=True)
    # how one sees that it was solved, and who tells more
    measure = models.TextField(max_length=1000, blank=True)
    publicity = models.CharField(max_length=20, choices=Publicity.choices, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_is_public = models.BooleanField(default=False, help_text="Otherwise the owner and the curators see it.")
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    amended_at = models.DateTimeField(null=True, blank=True, help_text="When its newest version was made.")
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
            *BY_STATE,
            models.CheckConstraint(condition=Q(offered_money__gte=0), name="challenge_money_not_negative"),
            models.CheckConstraint(condition=~Q(copied_from=F("id")), name="challenge_not_its_own_copy"),
            TenantKey(name="challenge_copied_from_own", parent="copied_from"),
            Isolated(
                name="challenge_isolated",
                read=READ,
                insert=any_of(written_by(), all_of("state = 'returned'", SPLITS)),
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
