"""Why a phase or a decision cannot make a move now: each guard gives the reason, or nothing."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.evaluation import ties
from challenges.evaluation.models import Assignment, Decision, Phase, Verdict
from challenges.evaluation.states import LIVE, AssignmentState, DecisionState, PhaseState
from challenges.models import Challenge
from challenges.proposals.models import Proposal
from challenges.proposals.states import State as ProposalState
from challenges.states import State as ChallengeState
from mint import clock

FEWEST = 2  # evaluators who have finished, of each proposal, before anything is decided


def scored_of(challenge_id: int) -> "list[Proposal]":
    """The proposals that passed the formal check, in the order in which they were sent."""
    rows = Proposal.objects.filter(challenge_id=challenge_id, state=ProposalState.SHORTLISTED)
    return list(rows.select_related("organisation", "author").order_by("submitted_at", "id"))


def is_decided(challenge_id: int) -> bool:
    """The decision has been released: nothing more is scored."""
    return Decision.objects.filter(challenge_id=challenge_id, state=DecisionState.RELEASED).exists()


def call_over(phase: Phase) -> str | None:
    if phase.challenge.state in (ChallengeState.CLOSED, ChallengeState.EVALUATING):
        return None
    return _("Scoring begins once the call has closed and before anything has been decided.")


def begun(phase: Phase) -> str | None:
    if phase.opens_on <= clock.today() <= phase.closes_on:
        return None
    return _("The phase is not due today. Change its days first.")


def checked(phase: Phase) -> str | None:
    proposals = Proposal.objects.filter(challenge_id=phase.challenge_id)
    waiting = proposals.to_check().count()
    if waiting:
        return ngettext(
            "%(n)s proposal waits for its formal check.", "%(n)s proposals wait for their formal check.", waiting
        ) % {"n": waiting}
    if not proposals.filter(state=ProposalState.SHORTLISTED).exists():
        return _("There is no proposal to score.")
    return None


def shared_out(phase: Phase) -> str | None:
    """Each proposal has as many evaluators as the phase promises."""
    of_phase = Q(assignments__phase=phase, assignments__state__in=LIVE)
    rows = Proposal.objects.filter(challenge_id=phase.challenge_id, state=ProposalState.SHORTLISTED)
    short = rows.annotate(live=Count("assignments", filter=of_phase)).filter(live__lt=phase.least_reviews).count()
    if not short:
        return None
    return ngettext(
        "%(n)s proposal lacks evaluators: each needs %(least)s.",
        "%(n)s proposals lack evaluators: each needs %(least)s.",
        short,
    ) % {"n": short, "least": phase.least_reviews}


def unbound(phase: Phase) -> str | None:
    if not ties.open_conflicts(phase):
        return None
    return _("Somebody scores what they have a tie to. Take it off them, or waive the tie with a reason.")


def alone(phase: Phase) -> str | None:
    others = Phase.objects.open().filter(challenge_id=phase.challenge_id).exclude(pk=phase.pk)
    return _("Another phase is under way. One is open at a time.") if others.exists() else None


def untouched(phase: Phase) -> str | None:
    """A phase in which somebody has written is not taken back."""
    begun_already = Assignment.objects.filter(phase=phase, saved_at__isnull=False)
    return _("An evaluator has already begun.") if begun_already.exists() else None


def unfinished(phase: Phase) -> bool:
    return Assignment.objects.filter(phase=phase, state=AssignmentState.GIVEN).exists()


def phases_over(decision: Decision) -> str | None:
    phases = Phase.objects.filter(challenge_id=decision.challenge_id)
    if phases.open().exists():
        return _("A phase of scoring is still under way.")
    if not phases.filter(state=PhaseState.CLOSED).exists():
        return _("Nothing has been scored yet.")
    return None


def scored_enough(decision: Decision) -> str | None:
    finished = Q(assignments__state=AssignmentState.SUBMITTED)
    rows = Proposal.objects.filter(challenge_id=decision.challenge_id, state=ProposalState.SHORTLISTED)
    few = rows.annotate(done=Count("assignments__user", filter=finished, distinct=True)).filter(done__lt=FEWEST).count()
    if not few:
        return None
    return ngettext(
        "%(n)s proposal has been scored by fewer than two evaluators.",
        "%(n)s proposals have been scored by fewer than two evaluators.",
        few,
    ) % {"n": few}


def unbound_by_all(decision: Decision) -> str | None:
    for phase in Phase.objects.filter(challenge_id=decision.challenge_id):
        if reason := unbound(phase):
            return reason
    return None


def answered_all(decision: Decision) -> str | None:
    """Everybody gets a decision and written feedback, whatever the decision is."""
    ready = Verdict.objects.filter(decision=decision).exclude(outcome="").exclude(feedback="")
    rows = Proposal.objects.filter(challenge_id=decision.challenge_id, state=ProposalState.SHORTLISTED)
    missing = rows.exclude(pk__in=ready.values("proposal_id")).count()
    if not missing:
        return None
    return ngettext(
        "%(n)s proposal lacks its decision or its feedback.",
        "%(n)s proposals lack their decision or their feedback.",
        missing,
    ) % {"n": missing}


def decided_by_scores(challenge: Challenge) -> str | None:
    """Where criteria were published, partners are selected by releasing the decision, and by nothing else."""
    if not challenge.criteria.exists() or is_decided(challenge.pk):
        return None
    return _("This challenge has criteria: its partners are selected by the decision on the proposals.")


def not_released(challenge: Challenge) -> str | None:
    """What the decision did is undone with the decision."""
    if is_decided(challenge.pk):
        return _("The partners were selected by a decision. Undo its release on the page of the decision.")
    return None


def decided_first(challenge: Challenge) -> str | None:
    """No experiment begins while the proposals are being scored: nobody could say then how its partner was chosen."""
    if challenge.state != ChallengeState.EVALUATING:
        return None
    return decided_by_scores(challenge)
