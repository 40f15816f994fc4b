"""Who sees what of an evaluation: the same as the policies (`rules.py`), said to the ORM."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from challenges.evaluation.states import LIVE, AssignmentState, PhaseState, Sharing
from challenges.proposals.models import Proposal
from mint import clock
from mint.actor import Actor

if TYPE_CHECKING:
    from challenges.evaluation.models import Assignment, Conflict, Decision, Evaluator, Memo, Phase, Score, Verdict

Ids = models.QuerySet[Any]


def answered(actor: Actor) -> Ids:
    """Challenges to which one, or an organisation of one's own, has sent a proposal."""
    own = Q(author_id=actor.user_id or 0) | Q(organisation_id__in=actor.organisation_ids)
    return Proposal.objects.sent().filter(own).values("challenge_id")


def side(actor: Actor, prefix: str = "") -> Q:
    """See `rules.side`."""
    curated = Q(**{f"{prefix}project_id__in": actor.curated_ids}) & ~Q(**{f"{prefix}challenge_id__in": answered(actor)})
    return (
        Q(**{f"{prefix}organisation_id__in": actor.organisation_ids})
        | Q(**{f"{prefix}municipality_id__in": actor.municipality_ids})
        | curated
    )


def active(actor: Actor, *, only_open: bool = False) -> Ids:
    """Phases in which one evaluates now."""
    from challenges.evaluation.models import Evaluator

    mine = Evaluator.objects.active().filter(user_id=actor.user_id or 0)
    return (mine.filter(phase__state=PhaseState.OPEN) if only_open else mine).values("phase_id")


def readable(actor: Actor) -> "AssignmentQuerySet":
    """One's own, not taken off, after declaring one's ties, while the access lasts."""
    from challenges.evaluation.models import Assignment

    return Assignment.objects.filter(
        user_id=actor.user_id or 0,
        state__in=LIVE,
        evaluator__left_at__isnull=True,
        evaluator__expires_at__gt=clock.now(),
        evaluator__declared_at__isnull=False,
    )


def assigned(actor: Actor) -> Ids:
    """Proposals that one reads as they are, since the phase shows names: `mint.my_evaluated_proposals()`."""
    shown = readable(actor).filter(phase__shows_names=True).exclude(phase__state=PhaseState.PLANNED)
    return shown.values("proposal_id")


def compared(actor: Actor) -> Q:
    """Others' finished sheets of the proposals one scores, as the phase's rule says: `mint.my_compared()`."""
    own = readable(actor).filter(phase=OuterRef("phase"), proposal=OuterRef("proposal")).exclude(pk=OuterRef("pk"))
    shown = Q(phase__shows_others=Sharing.ALWAYS) | Q(
        phase__shows_others=Sharing.AFTER_OWN, state=AssignmentState.SUBMITTED
    )
    return Q(Exists(own.filter(shown)), state=AssignmentState.SUBMITTED)


class PhaseQuerySet(models.QuerySet["Phase"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(side(actor) | Q(pk__in=active(actor)))

    def of_side(self, actor: Actor) -> Self:
        """Those whose results are for one to read; who only evaluates is not among them."""
        return self.filter(side(actor))

    def open(self) -> Self:
        return self.filter(state=PhaseState.OPEN)


class EvaluatorQuerySet(models.QuerySet["Evaluator"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(Q(user_id=actor.user_id or 0) | side(actor))

    def active(self) -> Self:
        return self.filter(left_at__isnull=True, expires_at__gt=clock.now())


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(Q(user_id=actor.user_id or 0) | side(actor) | compared(actor))

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def own(self, actor: Actor) -> Self:
        """One's work: in phases that have begun, while one's access lasts."""
        mine = self.live().filter(user_id=actor.user_id or 0, evaluator__left_at__isnull=True)
        return mine.filter(evaluator__expires_at__gt=clock.now()).exclude(phase__state=PhaseState.PLANNED)


class ScoreQuerySet(models.QuerySet["Score"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        from challenges.evaluation.models import Assignment

        finished = Q(assignment__state=AssignmentState.SUBMITTED) & side(actor, "assignment__")
        free = ~Q(assignment__phase_id__in=active(actor, only_open=True))
        others = Q(assignment_id__in=Assignment.objects.filter(compared(actor)).values("pk"))
        return self.filter(Q(assignment__user_id=actor.user_id or 0) | (finished & free) | others)


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, actor: Actor) -> Self:
        """Without a join: one's own stays in sight when its phase no longer is."""
        if actor.is_system:
            return self.all()
        from challenges.evaluation.models import Phase

        return self.filter(Q(user_id=actor.user_id or 0) | Q(phase_id__in=Phase.objects.of_side(actor).values("pk")))


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(side(actor))


def _decisions(actor: Actor) -> Ids:
    """Without a join: a proposer reads their own verdict, and nothing of the decision it belongs to."""
    from challenges.evaluation.models import Decision

    return Decision.objects.filter(side(actor)).values("pk")


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def visible_to(self, actor: Actor) -> Self:
        """The side that decides; once released, its own proposer."""
        if actor.is_system:
            return self.all()
        own = Q(proposer_organisation_id__in=actor.organisation_ids) | Q(proposer_id=actor.user_id or 0)
        return self.filter(Q(decision_id__in=_decisions(actor)) | (own & Q(released_at__isnull=False)))

    def released(self) -> Self:
        return self.filter(released_at__isnull=False)


class MemoQuerySet(models.QuerySet["Memo"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(decision_id__in=_decisions(actor))
