"""An experiment, and those who take part in it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from challenges.models import Challenge
from experiments.models.dates import Dated
from experiments.models.terms import Terms
from experiments.models.told import Told
from experiments.querysets import ExperimentPartyQuerySet, ExperimentQuerySet
from experiments.rules import (
    CHANGE,
    PARTY_DELETE,
    PARTY_INSERT,
    PARTY_READ,
    READ,
    checks,
)
from experiments.states import (
    PILL_OF,
    PUBLISHED,
    SAYS_MORE,
    SHOWN,
    STAGE_OF,
    Decision,
    Grade,
    Outcome,
    Publication,
    Stage,
    State,
)
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, within, written_by
from mint.matching.models import Match
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.workflow import Stateful


class Experiment(Dated, Terms, Told, Stateful):
    """A question asked of reality: plan, run, measure, decide. `state` changes by `experiments.workflow` only."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.IDEA)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="experiments")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="experiments")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="experiments")
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="experiments")
    match = models.ForeignKey(Match, models.SET_NULL, null=True, blank=True, related_name="experiments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, default="kokeilu")
    # the plan, frozen at review
    hypothesis = models.TextField(max_length=2000, blank=True)
    population = models.TextField(max_length=1000, blank=True, help_text="With whom and where.")
    guardrail = models.CharField(max_length=300, blank=True, help_text="What must not get worse.")
    roles = models.TextField(max_length=1000, blank=True, help_text="Who does what.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    budget = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    ethics = models.JSONField(default=dict, blank=True, help_text="The key of each fixed question: yes or no.")
    personal_data = models.BooleanField(null=True, blank=True)
    consent_text = models.TextField(max_length=4000, blank=True, help_text="Consent and impact assessment.")
    publication = models.CharField(max_length=10, choices=Publication.choices, default=Publication.SUMMARY)
    plan = models.JSONField(null=True, blank=True, help_text="As it was when it was sent to review.")
    plan_hash = models.CharField(max_length=64, blank=True)
    plan_number = models.PositiveSmallIntegerField(default=0)
    writer_ids = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="Who has written the plan: none of them approves it.",
    )
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    # the run
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    pause_reason = models.TextField(max_length=1000, blank=True)
    review_on = models.DateField(null=True, blank=True, help_text="When a pause is looked at again.")
    early_stop_reason = models.TextField(max_length=1000, blank=True)
    # the result
    result = models.TextField(max_length=4000, blank=True)
    learnings = models.TextField(max_length=4000, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_computed = models.CharField(
        max_length=20, choices=Outcome.choices, blank=True, help_text="By the decision rule of the frozen plan."
    )
    outcome_reason = models.TextField(
        max_length=1000, blank=True, help_text="Why the outcome is not what the rule says."
    )
    evidence_computed = models.PositiveSmallIntegerField(choices=Grade.choices, null=True, blank=True)
    evidence = models.PositiveSmallIntegerField(
        choices=Grade.choices, null=True, blank=True, help_text="As computed, or as confirmed or lowered from outside."
    )
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    decision_reason = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    responsible = models.CharField(max_length=120, blank=True, help_text="Who answers in the follow-up.")
    closed_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, editable=False, help_text="Of the form that made it: sent twice, made once.")
    is_demo = models.BooleanField(default=False)

    objects = ExperimentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-started_at", "-id"], condition=Q(state__in=SHOWN), name="experiment_newest"),
            models.Index(fields=["organisation", "-id"], name="experiment_by_owner"),
            models.Index(fields=["municipality", "state"], name="experiment_by_place"),
            models.Index(fields=["project", "state"], name="experiment_by_project"),
            models.Index(fields=["challenge", "-id"], name="experiment_by_challenge"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="experiment_tenant"),
            models.UniqueConstraint(fields=["organisation", "form_key"], name="experiment_once_per_form"),
            *checks(),
            Isolated(
                name="experiment_isolated",
                read=READ,
                insert=written_by(),
                update=CHANGE,
                delete=all_of(written_by(), within("state", ("idea",))),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slugify(self.title)[:80] or "kokeilu"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The public page; an experiment that is not shown has only its page in the workspace."""
        return reverse("experiments:detail", args=[self.pk, self.slug])

    def get_go_url(self) -> str:
        """Where a message leads: to the page of the reader's own workspace, else to the public one."""
        return reverse("experiments:go", args=[self.pk])

    def get_work_url(self, organisation: str = "") -> str:
        """Its page in a workspace: the owner's, or that of the organisation whose slug is given."""
        return reverse("experiments:manage", args=[organisation or self.organisation.slug, self.pk])

    def audit_readers(self) -> list[int]:
        """The parties read the entries too."""
        return self.party_ids

    @property
    def stage(self) -> Stage | None:
        """None when it was cancelled before it began."""
        return STAGE_OF.get(State(self.state))

    @property
    def party_ids(self) -> list[int]:
        """Keys of the organisations beside the owner; prefetched with `with_people`."""
        return [part.party_id for part in self.parties.all()]

    @property
    def pill(self) -> str:
        return PILL_OF[State(self.state)]

    @property
    def word(self) -> str:
        """Of its pill, the same everywhere: the stage, or the state where that says more."""
        shown = self.stage if self.state not in SAYS_MORE else None
        return str(shown.label if shown else self.get_state_display())

    @property
    def is_shown(self) -> bool:
        return self.state in SHOWN

    @property
    def is_public(self) -> bool:
        return self.is_shown and self.publication in PUBLISHED

    @property
    def is_overridden(self) -> bool:
        """Was the outcome chosen against the decision rule?"""
        return bool(self.outcome_computed and self.outcome != self.outcome_computed)

    @property
    def shows_data(self) -> bool:
        return self.publication == Publication.OPEN


class ExperimentParty(models.Model):
    """An organisation that takes part beside the owner: its writers plan and measure too."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="parties")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="experiment_parts")

    objects = ExperimentPartyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "experiment parties"
        constraints = [
            models.UniqueConstraint(fields=["experiment", "party"], name="experiment_party_once"),
            models.CheckConstraint(condition=~Q(party=F("organisation")), name="experiment_party_is_another"),
            TenantKey(name="party_of_own_experiment", parent="experiment"),
            Isolated(name="experiment_party_isolated", read=PARTY_READ, insert=PARTY_INSERT, delete=PARTY_DELETE),
        ]

    def __str__(self) -> str:
        return str(self.party)
