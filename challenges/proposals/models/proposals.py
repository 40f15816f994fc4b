"""An answer to a challenge that has criteria."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from challenges.models import Challenge
from challenges.proposals.querysets import ProposalQuerySet
from challenges.proposals.rules import BEGUN, CHANGE, READ, own_side
from challenges.proposals.states import PILLS, Kind, State
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.workflow import Stateful


class Proposal(Stateful):
    """A proposal. Its columns, answers and members are what was sent last; `working` is what is being written.

    `organisation` is the proposer's; a person's or a team's own has none, and is its author's alone. The owner, place and
    project of the challenge are repeated under other names than the audit trail asks for: what happens to a proposal
    is for its writers to know until the call is over.
    """

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="proposals")
    challenge_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge_municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    challenge_project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    challenge_title = models.CharField(
        max_length=120, help_text="As it was answered: a withdrawn one is not shown any more."
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="proposals")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    team_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    summary = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    working = models.JSONField(default=dict, blank=True, help_text="What is written and not yet sent.")
    submissions = models.PositiveSmallIntegerField(default=0, help_text="How many times it was sent: its versions.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True, help_text="Of the formal check.")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True, help_text="Why it was rejected in the formal check.")
    form_key = models.UUIDField(default=uuid.uuid4, help_text="Of the form it was begun in: a double click makes one.")
    is_demo = models.BooleanField(default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["challenge", "state", "submitted_at", "id"], name="proposal_to_challenge"),
            models.Index(fields=["organisation", "-id"], name="proposal_by_organisation"),
            models.Index(fields=["author", "-id"], name="proposal_by_author"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "id"], name="proposal_of_challenge"),
            models.UniqueConstraint(fields=["author", "form_key"], name="proposal_once_per_form"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="proposal_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind=Kind.COMPANY) & Q(organisation__isnull=False))
                | (Q(kind=Kind.PERSON) & Q(organisation__isnull=True))
                | Q(kind=Kind.TEAM),
                name="proposal_kind_has_its_owner",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | (~Q(title="") & ~Q(summary="") & Q(submitted_at__isnull=False, submissions__gte=1)),
                name="proposal_sent_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REJECTED) | ~Q(answer=""), name="proposal_rejected_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(organisation=models.F("challenge_organisation")), name="proposal_to_others"
            ),
            TenantKey(name="proposal_to_its_challenge", parent="challenge", organisation="challenge_organisation"),
            Isolated(
                name="proposal_isolated",
                read=READ,
                insert=BEGUN,
                update=CHANGE,
                delete=all_of(own_side(), "state = 'draft'"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    def get_absolute_url(self) -> str:
        """Where a message's link leads: each reader is sent on to their own page of it."""
        return reverse("proposals:go", args=[self.pk])

    def audit_readers(self) -> list[int | None]:
        """Who called reads what happens after the call, not before."""
        return [] if self.state in (State.DRAFT, State.SUBMITTED, State.WITHDRAWN) else [self.challenge_organisation_id]

    @property
    def reference(self) -> str:
        """What the proposer may quote."""
        return f"EHD-{self.pk}"

    @property
    def proposer(self) -> str:
        """Who proposes, in words."""
        organisation = self.organisation.name if self.organisation else ""
        return ", ".join(filter(None, (self.team_name, organisation))) or self.contact_name

    @property
    def pill(self) -> str:
        return PILLS[State(self.state)]

    @property
    def is_sent(self) -> bool:
        return self.state != State.DRAFT
