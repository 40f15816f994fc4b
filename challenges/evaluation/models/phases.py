"""A phase of scoring: who scores which proposal, what they gave and why, and what stood in the way."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.evaluation import rules
from challenges.evaluation.models.scope import Scoped
from challenges.evaluation.points import MOST_POINTS, Part
from challenges.evaluation.querysets import (
    AssignmentQuerySet,
    ConflictQuerySet,
    EvaluatorQuerySet,
    PhaseQuerySet,
    ScoreQuerySet,
)
from challenges.evaluation.states import LIVE, AssignmentState, PhaseState, Sharing, Tie
from challenges.proposals.models import Criterion, Proposal
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, any_of, coordinated, mine, through
from mint.tenancy.models import Organisation
from mint.workflow import Stateful


class Phase(Scoped, Stateful):
    """One round of scoring. `seed` decides the ties of sharing out; it is kept, so that anybody may repeat it."""

    state = models.CharField(max_length=20, choices=PhaseState.choices, default=PhaseState.PLANNED)
    name = models.CharField(max_length=80)
    opens_on = models.DateField()
    closes_on = models.DateField()
    shows_names = models.BooleanField(default=False)
    shows_others = models.CharField(max_length=12, choices=Sharing.choices, default=Sharing.AFTER_OWN)
    least_reviews = models.PositiveSmallIntegerField(default=2)
    seed = models.PositiveIntegerField()
    reminded_on = models.DateField(null=True, help_text="The calendar has reminded on this day already.")

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("evaluation phase"), _("evaluation phases")
        ordering = ["opens_on", "id"]
        indexes = [models.Index(fields=["challenge", "opens_on", "id"], name="phase_of_challenge")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="phase_tenant"),
            models.UniqueConstraint(fields=["challenge"], condition=Q(state="open"), name="phase_one_open"),
            models.CheckConstraint(condition=Q(state__in=PhaseState.values), name="phase_state_known"),
            models.CheckConstraint(condition=Q(shows_others__in=Sharing.values), name="phase_sharing_known"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="phase_ends_after_start"),
            models.CheckConstraint(
                condition=Q(least_reviews__gte=2, least_reviews__lte=10), name="phase_reviews_in_reason"
            ),
            TenantKey(name="phase_of_own_challenge", parent="challenge"),
            Isolated(
                name="phase_isolated",
                read=any_of(rules.side(), f"id = ANY({rules.MY_PHASES})"),
                insert=all_of(coordinated(), rules.OF_CHALLENGE),
                update=all_of(coordinated(), rules.OF_CHALLENGE),
                delete=all_of(coordinated(), "state = 'planned'"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == PhaseState.OPEN

    @property
    def is_over(self) -> bool:
        return self.state == PhaseState.CLOSED


class Evaluator(Scoped):
    """A person who scores in one phase: until a day, and after declaring their ties. `token_hash` is of the mailed link."""

    created_at = models.DateTimeField(default=clock.now)
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="evaluators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects = EvaluatorQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "expires_at"], name="evaluator_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="evaluator_tenant"),
            models.UniqueConstraint(fields=["phase", "user"], name="evaluator_once"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="evaluator_link_once"),
            TenantKey(name="evaluator_of_own_phase", parent="phase"),
            TenantKey(name="evaluator_of_own_challenge", parent="challenge"),
            Isolated(
                name="evaluator_isolated",
                read=any_of(mine(), rules.side()),
                insert=rules.run("evaluation_evaluator"),
                update=any_of(mine(), rules.run("evaluation_evaluator")),
                delete=rules.run("evaluation_evaluator"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.phase_id}"

    @property
    def is_active(self) -> bool:
        return self.left_at is None and self.expires_at > clock.now()


class Assignment(Scoped, Stateful):
    """One proposal for one evaluator to score. A trigger refuses it where a tie has not been waived."""

    state = models.CharField(max_length=20, choices=AssignmentState.choices, default=AssignmentState.GIVEN)
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="assignments")
    evaluator = models.ForeignKey(Evaluator, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="assignments")
    is_manual = models.BooleanField(default=False, help_text="Given by hand, not by the allocation.")
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["user", "state"], name="assignment_of_person"),
            models.Index(fields=["phase", "proposal"], name="assignment_of_proposal"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="assignment_tenant"),
            models.UniqueConstraint(fields=["phase", "user", "proposal"], name="assignment_once"),
            models.CheckConstraint(condition=Q(state__in=AssignmentState.values), name="assignment_state_known"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False), name="assignment_submitted_has_time"
            ),
            TenantKey(name="assignment_of_own_phase", parent="phase"),
            TenantKey(name="assignment_of_own_challenge", parent="challenge"),
            TenantKey(name="assignment_of_own_evaluator", parent="evaluator"),
            Isolated(
                name="assignment_isolated",
                read=any_of(mine(), rules.side(), f"id = ANY({rules.COMPARED})"),
                insert=rules.run(rules.ASSIGNMENT),
                update=any_of(all_of(mine(), f"phase_id = ANY({rules.MY_OPEN_PHASES})"), rules.run(rules.ASSIGNMENT)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} · {self.user_id}"

    def get_absolute_url(self) -> str:
        return reverse("evaluation:score", args=[self.pk])

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_submitted(self) -> bool:
        return self.state == AssignmentState.SUBMITTED


class Score(models.Model):
    """Points for one criterion, and why. Saved as it is typed; complete before the sheet is submitted."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(max_length=2000, blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["id"]  # no join: the criterion may be out of its reader's sight
        constraints = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__lte=MOST_POINTS), name="score_within_scale"
            ),
            TenantKey(name="score_of_own_assignment", parent="assignment"),
            TenantKey(name="score_of_own_criterion", parent="criterion"),
            Isolated(
                name="score_isolated",
                read=rules.SCORE_READ,
                insert=rules.SCORE_WRITE,
                update=rules.SCORE_WRITE,
                delete=rules.SCORE_WRITE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} · {self.criterion_id}"

    @property
    def part(self) -> Part:
        return Part(self.criterion.weight, self.points)

    @property
    def value(self) -> Decimal:
        return self.part.value


class Conflict(models.Model):
    """A tie between a person and a proposal: declared by the person, or found and waived with a reason. Never deleted."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="conflicts")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Tie.choices)
    words = models.TextField(max_length=1000, blank=True, help_text="What the evaluator wrote of it.")
    waiver = models.TextField(max_length=1000, blank=True, help_text="Why the person may score in spite of it.")
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    waived_at = models.DateTimeField(null=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "user", "proposal"], name="conflict_once"),
            models.CheckConstraint(condition=Q(kind__in=Tie.values), name="conflict_kind_known"),
            models.CheckConstraint(
                condition=Q(waiver="", waived_at__isnull=True) | (~Q(waiver="") & Q(waived_at__isnull=False)),
                name="conflict_waived_says_why",
            ),
            TenantKey(name="conflict_of_own_phase", parent="phase"),
            Isolated(
                name="conflict_isolated",
                read=any_of(mine(), through(rules.PHASE, "phase_id", rules.side("parent."))),
                insert=any_of(
                    all_of(mine(), "kind = 'declared'", "waiver = ''", f"phase_id = ANY({rules.MY_PHASES})"),
                    rules.run_of(rules.PHASE, "phase_id"),
                ),
                update=rules.run_of(rules.PHASE, "phase_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.proposal_id}"

    @property
    def is_waived(self) -> bool:
        return self.waived_at is not None
