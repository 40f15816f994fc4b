"""The moves of phases, of score sheets and of the decision: tables, and one function per move for what follows."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges import workflow as of_challenges
from challenges.evaluation import guards, notices
from challenges.evaluation.models import Assignment, Decision, Phase, Verdict
from challenges.evaluation.permissions import can_decide, can_run, can_score
from challenges.evaluation.sheets import is_complete, sheet_of
from challenges.evaluation.states import AssignmentState, DecisionState, Outcome, PhaseState
from challenges.models import Challenge
from challenges.proposals.states import State as ProposalState
from challenges.states import State as ChallengeState
from mint import clock
from mint.actor import Actor
from mint.web import MoveError
from mint.workflow import Move, last_entry, lock, perform
from mint.workflow import undo as undo_move

CLOSER = "evaluation.close_due"
LAST_DAY = "Last day"  # the calendar's reason: the page says it in the reader's words


def _move(
    verb: str, sources: tuple[str, ...], target: str, allowed: Callable[..., bool], label: Any, **more: Any
) -> Move:
    """A row of the tables below, in one line."""
    return Move(verb, sources, target, allowed=allowed, label=label, **more)


P, A, D, S, _l = PhaseState, AssignmentState, DecisionState, ProposalState, gettext_lazy
OPEN = _move(
    "evaluation.opened", (P.PLANNED,), P.OPEN, can_run, _l("Begin the scoring"),
    guards=(guards.call_over, guards.begun, guards.checked, guards.shared_out, guards.unbound, guards.alone),
)  # fmt: skip
CLOSE = _move(
    "evaluation.closed", (P.OPEN,), P.CLOSED, can_run, _l("End the scoring"),
    reason_when=guards.unfinished, system=(CLOSER,),
)  # fmt: skip
UNOPEN = _move(
    "evaluation.open_undone", (P.OPEN,), P.PLANNED, can_run, _l("Undo"),
    undo_of="evaluation.opened", guards=(guards.untouched,),
)  # fmt: skip
UNCLOSE = _move(
    "evaluation.close_undone", (P.CLOSED,), P.OPEN, can_run, _l("Undo"),
    undo_of="evaluation.closed", guards=(guards.alone,),
)  # fmt: skip
PHASE_MOVES = (OPEN, CLOSE, UNOPEN, UNCLOSE)

SUBMIT = _move("evaluation.scored", (A.GIVEN,), A.SUBMITTED, can_score, _l("Send the scores"))
REOPEN = _move("evaluation.reopened", (A.SUBMITTED,), A.GIVEN, can_run, _l("Open the sheet again"), needs_reason=True)
STEP_ASIDE = _move(
    "evaluation.stepped_aside", (A.GIVEN, A.SUBMITTED), A.CONFLICTED, can_score, _l("I have a conflict of interest")
)
TAKE_OFF = _move("evaluation.taken_off", (A.GIVEN, A.SUBMITTED), A.REMOVED, can_run, _l("Take off"))
GIVE_AGAIN = _move("evaluation.given_again", (A.REMOVED, A.CONFLICTED), A.GIVEN, can_run, _l("Give"))
SHEET_MOVES = (SUBMIT, REOPEN, STEP_ASIDE, TAKE_OFF, GIVE_AGAIN)

RELEASE = _move(
    "decision.released", (D.PREPARED,), D.RELEASED, can_run, _l("Release the decision to everybody"),
    guards=(guards.phases_over, guards.scored_enough, guards.unbound_by_all, guards.answered_all),
)  # fmt: skip
UNRELEASE = _move(
    "decision.release_undone", (D.RELEASED,), D.PREPARED, can_run, _l("Undo"), undo_of="decision.released"
)
DECISION_MOVES = (RELEASE, UNRELEASE)

DECIDE = {
    outcome: _move(f"proposal.{outcome.value}", (S.SHORTLISTED,), S(outcome.value), can_decide, outcome.label)
    for outcome in Outcome
}
UNDECIDE = {
    outcome: _move(f"proposal.{outcome.value}_undone", (S(outcome.value),), S.SHORTLISTED, can_decide, _l("Undo"))
    for outcome in Outcome
}


@transaction.atomic
def open_phase(phase: Phase, *, actor: Actor, reason: str = "") -> Phase:
    """The evaluators may begin; a challenge whose call is closed is in evaluation from now on."""
    lock(Challenge.objects.get(pk=phase.challenge_id))  # two phases of one challenge do not begin at once
    phase = perform(phase, OPEN, actor=actor)
    if phase.challenge.state == ChallengeState.CLOSED:
        of_challenges.evaluate(phase.challenge, actor=actor)
    notices.opened(phase, actor)
    return phase


@transaction.atomic
def close_phase(phase: Phase, *, actor: Actor, reason: str = "") -> Phase:
    phase = perform(phase, CLOSE, actor=actor, reason=reason)
    notices.closed(phase, actor)
    return phase


@transaction.atomic
def undo_phase(phase: Phase, move: Move, *, actor: Actor) -> Phase:
    """Take back one's own last move within ten minutes, and what it did to the challenge."""
    phase = undo_move(phase, move, actor=actor)
    challenge = Challenge.objects.get(pk=phase.challenge_id)
    last = last_entry(challenge)
    if move is UNOPEN and last is not None and last.verb == of_challenges.EVALUATE.verb:
        of_challenges.undo(challenge, of_challenges.UNEVALUATE, actor=actor)
    return phase


@transaction.atomic
def submit_sheet(assignment: Assignment, *, actor: Actor) -> Assignment:
    """Complete, with a reason for each criterion; then locked."""
    _in_open_phase(assignment)
    missing = [score.criterion.name for score in sheet_of(assignment) if not is_complete(score)]
    if missing:
        raise MoveError(_("Still missing, points or a reason: %(what)s.") % {"what": ", ".join(missing)})
    return perform(assignment, SUBMIT, actor=actor, submitted_at=clock.now())


def _in_open_phase(assignment: Assignment) -> None:
    if not assignment.phase.is_open:
        raise MoveError(_("The scoring has ended; the sheets are locked."))


@transaction.atomic
def reopen_sheet(assignment: Assignment, *, actor: Actor, reason: str) -> Assignment:
    """While the phase is under way: the evaluator may correct what was sent."""
    _in_open_phase(assignment)
    assignment = perform(assignment, REOPEN, actor=actor, reason=reason, submitted_at=None)
    notices.reopened(assignment, actor)
    return assignment


@transaction.atomic
def release(decision: Decision, *, actor: Actor, reason: str = "") -> Decision:
    """Everybody at once: each proposal gets its state, each proposer their own feedback, the challenge its partners."""
    now = clock.now()
    decision = perform(decision, RELEASE, actor=actor, released_at=now)
    chosen = False
    for verdict in decision.verdicts.select_related("proposal").order_by("proposal_id"):
        perform(verdict.proposal, DECIDE[Outcome(verdict.outcome)], actor=actor, decided_at=now)
        Verdict.objects.filter(pk=verdict.pk).update(released_at=now)
        notices.released(verdict, verdict.proposal, decision)
        chosen = chosen or verdict.outcome == Outcome.SELECTED
    if chosen:
        of_challenges.select(decision.challenge, actor=actor)
    return decision


@transaction.atomic
def undo_release(decision: Decision, *, actor: Actor) -> Decision:
    """Within ten minutes, and before anything has followed: nobody has been told yet."""
    challenge = Challenge.objects.get(pk=decision.challenge_id)
    last = last_entry(challenge)
    if challenge.state == ChallengeState.SELECTED and (last is None or last.verb != of_challenges.SELECT.verb):
        raise MoveError(_("This can no longer be undone."))
    decision = undo_move(decision, UNRELEASE, actor=actor, released_at=None)
    for verdict in decision.verdicts.select_related("proposal").order_by("proposal_id"):
        perform(verdict.proposal, UNDECIDE[Outcome(verdict.outcome)], actor=actor, decided_at=None)
        Verdict.objects.filter(pk=verdict.pk).update(released_at=None)
    if challenge.state == ChallengeState.SELECTED:
        of_challenges.undo_select(challenge, actor=actor)
    return decision


# What a POST of the move's name runs.
RUN: dict[str, Callable[..., Phase]] = {OPEN.name: open_phase, CLOSE.name: close_phase}
