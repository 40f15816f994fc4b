"""What is decided of a challenge's proposals: prepared in quiet, released to all at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.evaluation import rules
from challenges.evaluation.models.scope import Scoped
from challenges.evaluation.querysets import DecisionQuerySet, MemoQuerySet, VerdictQuerySet
from challenges.evaluation.states import DecisionState, Outcome
from challenges.proposals.models import Proposal
from mint import clock
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, coordinated, through
from mint.tenancy.models import Organisation
from mint.workflow import Stateful


class Decision(Scoped, Stateful):
    """One for a challenge. Until it is released nobody on the proposers' side sees anything of it."""

    state = models.CharField(max_length=20, choices=DecisionState.choices, default=DecisionState.PREPARED)
    reasons = models.TextField(max_length=2000, blank=True)
    released_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="decision_tenant"),
            models.UniqueConstraint(fields=["challenge"], name="decision_once"),
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="decision_state_known"),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | Q(state="prepared", released_at__isnull=True),
                name="decision_released_has_time",
            ),
            TenantKey(name="decision_of_own_challenge", parent="challenge"),
            Isolated(
                name="decision_isolated",
                read=rules.side(),
                insert=all_of(coordinated(), rules.OF_CHALLENGE),
                update=all_of(coordinated(), rules.OF_CHALLENGE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id}"

    @property
    def is_released(self) -> bool:
        return self.state == DecisionState.RELEASED


class Verdict(models.Model):
    """Of one proposal, with its feedback. Its proposer reads it once it has been released, and no other's.

    The proposer is an organisation, or the person where the proposal has none.
    """

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="verdicts")
    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="verdict")
    proposer_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    feedback = models.TextField(max_length=4000, blank=True)
    released_at = models.DateTimeField(null=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="verdict_outcome_known"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | (~Q(outcome="") & ~Q(feedback="")),
                name="verdict_released_is_complete",
            ),
            TenantKey(name="verdict_of_own_decision", parent="decision"),
            Isolated(
                name="verdict_isolated",
                read=rules.VERDICT_READ,
                insert=rules.VERDICT_WRITE,
                update=rules.VERDICT_WRITE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Memo(Attachment):
    """The decision on one page, in one language, for the office-holder who signs it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="memos")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    sha256 = models.CharField(max_length=64)

    objects = MemoQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "language"], name="memo_once_in_a_language"),
            TenantKey(name="memo_of_own_decision", parent="decision"),
            Isolated(
                name="memo_isolated",
                read=through(rules.DECISION, "decision_id", rules.side("parent.")),
                insert=rules.run_of(rules.DECISION, "decision_id"),
                update=rules.run_of(rules.DECISION, "decision_id"),
                delete=rules.run_of(rules.DECISION, "decision_id"),
            ),
        ]
