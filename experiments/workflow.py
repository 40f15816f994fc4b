"""The moves of an experiment: one readable table, and one function per move for what follows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from experiments import answering, gates, notices, results
from experiments.evidence import evidence_of
from experiments.models import Experiment
from experiments.permissions import can_approve, can_curate, can_lead, can_plan, can_steer
from experiments.plan import digest, snapshot
from experiments.staging import placing
from experiments.staging.placing import required, stepped
from experiments.states import BEFORE, FOLLOWED, UNDER_WAY, Decision, Outcome, State
from mint import clock
from mint.actor import Actor
from mint.web import MoveError
from mint.workflow import Move, lock, perform
from mint.workflow import undo as undo_move

Who = Callable[[Actor, Experiment], bool]
S = State
# What comes to a stage, whose gate its template names.
ONWARD = ("planned", "submitted", "approved", "started", "finished", "decided", "followed_up", "closed")


def _is_followed(experiment: Experiment) -> str | None:
    followed = experiment.decision in FOLLOWED
    return None if followed else _("Only an experiment that is scaled up or handed over is followed up.")


def _needs_no_follow_up(experiment: Experiment) -> str | None:
    waits = experiment.state == S.DECIDED and experiment.decision in FOLLOWED
    return _("What is scaled up or handed over is followed up before it is closed.") if waits else None


def _is_early(experiment: Experiment) -> bool:
    return experiment.is_early


def _move(
    name: str, sources: tuple[S, ...], target: S, allowed: Who, label: Promise, **more: Any
) -> Move:  # shorthand of the table below
    guards = (*more.pop("guards", ()), required(target)) if name in ONWARD else more.pop("guards", ())
    return Move(f"experiment.{name}", sources, target, allowed=allowed, label=label, guards=guards, **more)


# fmt: off
PLAN = _move("planned", (S.IDEA,), S.PLANNING, can_plan, _l("Start planning"))
SUBMIT = _move("submitted", (S.PLANNING,), S.IN_REVIEW, can_plan, _l("Send the plan for review"), guards=(gates.complete(gates.review),))
RETURN = _move("returned", (S.IN_REVIEW,), S.PLANNING, can_curate, _l("Return the plan with reasons"), needs_reason=True, is_main=False)
APPROVE = _move("approved", (S.IN_REVIEW,), S.APPROVED, can_approve, _l("Approve the plan"), guards=(gates.complete(gates.approval),))
START = _move("started", (S.APPROVED,), S.RUNNING, can_lead, _l("Start the experiment"), guards=(gates.complete(gates.start),))
PAUSE = _move("paused", (S.RUNNING,), S.PAUSED, can_steer, _l("Pause the experiment"), needs_reason=True, is_main=False)
RESUME = _move("resumed", (S.PAUSED,), S.RUNNING, can_steer, _l("Resume the experiment"))
FINISH = _move("finished", UNDER_WAY, S.EVALUATING, can_lead, _l("Move to evaluation"), guards=(gates.complete(gates.evaluation),), reason_when=_is_early)
DECIDE = _move("decided", (S.EVALUATING,), S.DECIDED, can_lead, _l("Record the decision"), guards=(gates.complete(gates.decision),), needs_reason=True)
FOLLOW = _move("followed_up", (S.DECIDED,), S.FOLLOW_UP, can_curate, _l("Begin the follow-up"), guards=(_is_followed,))
CLOSE = _move("closed", (S.DECIDED, S.FOLLOW_UP), S.CLOSED, can_curate, _l("Close the experiment"), guards=(_needs_no_follow_up,))
CANCEL = _move("cancelled", BEFORE, S.CANCELLED, can_steer, _l("Cancel the experiment"), needs_reason=True, is_main=False)
UNSUBMIT = _move("submit_undone", (S.IN_REVIEW,), S.PLANNING, can_plan, _l("Undo"), undo_of=SUBMIT.verb)
UNAPPROVE = _move("approval_undone", (S.APPROVED,), S.IN_REVIEW, can_approve, _l("Undo"), undo_of=APPROVE.verb)
UNSTART = _move("start_undone", (S.RUNNING,), S.APPROVED, can_lead, _l("Undo"), undo_of=START.verb)
UNFINISH = _move("finish_undone", (S.EVALUATING,), S.RUNNING, can_lead, _l("Undo"), undo_of=FINISH.verb)
UNFINISH_PAUSED = _move("finish_of_paused_undone", (S.EVALUATING,), S.PAUSED, can_lead, _l("Undo"), undo_of=FINISH.verb)
UNDECIDE = _move("decision_undone", (S.DECIDED,), S.EVALUATING, can_lead, _l("Undo"), undo_of=DECIDE.verb)
UNRETURN = _move("return_undone", (S.PLANNING,), S.IN_REVIEW, can_curate, _l("Undo"), undo_of=RETURN.verb)
UNPAUSE = _move("pause_undone", (S.PAUSED,), S.RUNNING, can_steer, _l("Undo"), undo_of=PAUSE.verb)
UNCLOSE = _move("close_undone", (S.CLOSED,), S.DECIDED, can_curate, _l("Undo"), undo_of=CLOSE.verb)
UNCLOSE_FOLLOWED = _move("close_of_followed_undone", (S.CLOSED,), S.FOLLOW_UP, can_curate, _l("Undo"), undo_of=CLOSE.verb)
UNCANCEL = tuple(
    _move(f"cancel_of_{state.value}_undone", (S.CANCELLED,), state, can_steer, _l("Undo"), undo_of=CANCEL.verb)
    for state in BEFORE
)
MOVES = (
    PLAN, SUBMIT, APPROVE, RETURN, START, RESUME, FINISH, PAUSE, DECIDE, FOLLOW, CLOSE, CANCEL,
    UNSUBMIT, UNAPPROVE, UNSTART, UNFINISH, UNFINISH_PAUSED, UNDECIDE, UNRETURN, UNPAUSE, UNCLOSE, UNCLOSE_FOLLOWED,
    *UNCANCEL,
)
# fmt: on
# What an undo takes off the row again.
UNDONE: dict[str, dict[str, object]] = {
    UNAPPROVE.verb: {"approver_id": None, "approved_at": None},
    UNSTART.verb: {"started_at": None},
    UNFINISH.verb: {"finished_at": None, "early_stop_reason": ""},
    UNFINISH_PAUSED.verb: {"finished_at": None, "early_stop_reason": ""},
    UNDECIDE.verb: {
        "decision": "",
        "decision_reason": "",
        "decided_at": None,
        "evidence": None,
        "evidence_computed": None,
    },
    UNPAUSE.verb: {"pause_reason": "", "review_on": None},
    UNCLOSE.verb: {"closed_at": None},
    UNCLOSE_FOLLOWED.verb: {"closed_at": None},
}


@transaction.atomic
def begin_planning(experiment: Experiment, *, actor: Actor, reason: str = "", anyway: str = "") -> Experiment:
    return stepped(experiment, PLAN, actor=actor, anyway=anyway)


@transaction.atomic
def submit(experiment: Experiment, *, actor: Actor, reason: str = "", anyway: str = "") -> Experiment:
    """Freeze the plan: what changes later is shown as a deviation from it."""
    experiment = lock(experiment)
    plan = snapshot(experiment)
    experiment = stepped(
        experiment,
        SUBMIT,
        actor=actor,
        anyway=anyway,
        plan=plan,
        plan_hash=digest(plan),
        plan_number=experiment.plan_number + 1,
        submitted_by_id=actor.user_id,
        submitted_at=clock.now(),
    )
    notices.submitted(experiment, actor)
    return experiment


@transaction.atomic
def return_(experiment: Experiment, *, actor: Actor, reason: str) -> Experiment:
    experiment = perform(experiment, RETURN, actor=actor, reason=reason)
    placing.return_to(experiment, actor=actor)
    notices.returned(experiment, actor, reason)
    return experiment


@transaction.atomic
def approve(experiment: Experiment, *, actor: Actor, reason: str = "", anyway: str = "") -> Experiment:
    experiment = stepped(
        experiment,
        APPROVE,
        actor=actor,
        reason=reason,
        anyway=anyway,
        approver_id=actor.user_id,
        approved_at=clock.now(),
    )
    notices.approved(experiment, actor)
    return experiment


@transaction.atomic
def start(experiment: Experiment, *, actor: Actor, reason: str = "", anyway: str = "") -> Experiment:
    experiment = stepped(experiment, START, actor=actor, anyway=anyway, started_at=clock.now())
    answering.follow(experiment, actor=actor)
    notices.started(experiment, actor)
    return experiment


@transaction.atomic
def pause(experiment: Experiment, *, actor: Actor, reason: str, review_on: date | None = None) -> Experiment:
    """With a day on which the pause is looked at again."""
    if review_on is None or review_on <= clock.today():
        raise MoveError(_("Say on which coming day the pause is looked at again."))
    experiment = perform(experiment, PAUSE, actor=actor, reason=reason, pause_reason=reason, review_on=review_on)
    notices.paused(experiment, actor)
    return experiment


@transaction.atomic
def resume(experiment: Experiment, *, actor: Actor, reason: str = "") -> Experiment:
    experiment = perform(experiment, RESUME, actor=actor, pause_reason="", review_on=None)
    notices.resumed(experiment, actor)
    return experiment


@transaction.atomic
def finish(experiment: Experiment, *, actor: Actor, reason: str = "", anyway: str = "") -> Experiment:
    """At the end of the plan, or earlier with a reason. What is known of a pause stays, so that an undo finds it."""
    if experiment.is_early and not reason.strip():
        raise MoveError(_("The last day of the plan has not come. Say why the experiment ends early."))
    experiment = stepped(
        experiment,
        FINISH,
        actor=actor,
        reason=reason,
        anyway=anyway,
        finished_at=clock.now(),
        early_stop_reason=reason if experiment.is_early else "",
    )
    notices.finished(experiment, actor)
    return experiment


def needs_despite(decision: str, outcome: str) -> bool:
    """Is something adopted that its own outcome does not support?"""
    return decision in FOLLOWED and outcome != Outcome.SUPPORTED


@transaction.atomic
def decide(
    experiment: Experiment, *, actor: Actor, reason: str, decision: str = "", despite: str = "", anyway: str = ""
) -> Experiment:
    """`despite` says why something is adopted that the outcome does not support; it is kept with the reason."""
    if decision not in Decision.values:
        raise MoveError(_("Choose what is decided."))
    experiment = lock(experiment)
    if experiment.outcome and needs_despite(decision, experiment.outcome):
        if not despite.strip():
            raise MoveError(_("Say in a sentence why it is adopted all the same."))
        reason = f"{despite}\n\n{reason}" if reason.strip() else reason
    metrics = results.refresh(experiment) if DECIDE.may(actor, experiment) else []
    if experiment.state == S.EVALUATING and results.outcome_of(experiment, metrics) != experiment.outcome_computed:
        raise MoveError(_("The measurements have changed since the result was written. Save the result again."))
    grade = evidence_of(experiment, metrics).grade
    experiment = stepped(
        experiment,
        DECIDE,
        actor=actor,
        reason=reason,
        anyway=anyway,
        decision=decision,
        decision_reason=reason,
        decided_at=clock.now(),
        evidence_computed=grade,
        evidence=grade,
    )
    notices.decided(experiment, actor)
    return experiment


@transaction.atomic
def follow_up(
    experiment: Experiment, *, actor: Actor, reason: str = "", responsible: str = "", anyway: str = ""
) -> Experiment:
    if not responsible.strip():
        raise MoveError(_("Say who answers for the follow-up."))
    return stepped(experiment, FOLLOW, actor=actor, anyway=anyway, responsible=responsible)


@transaction.atomic
def close(experiment: Experiment, *, actor: Actor, reason: str = "", anyway: str = "") -> Experiment:
    experiment = stepped(experiment, CLOSE, actor=actor, anyway=anyway, closed_at=clock.now())
    experiment.invitations.all().taken_back()
    notices.closed(experiment, actor)
    return experiment


@transaction.atomic
def cancel(experiment: Experiment, *, actor: Actor, reason: str) -> Experiment:
    experiment = perform(experiment, CANCEL, actor=actor, reason=reason)
    experiment.invitations.all().taken_back()
    placing.halt(experiment)
    notices.cancelled(experiment, actor, reason)
    return experiment


@transaction.atomic
def undo(experiment: Experiment, move: Move, *, actor: Actor) -> Experiment:
    """Take back one's own last move within ten minutes, and the messages that wait for it."""
    if move is UNSTART:
        answering.release(lock(experiment), actor=actor)
    experiment = undo_move(experiment, move, actor=actor, **UNDONE.get(move.verb, {}))
    placing.take_back(experiment)
    return experiment


# What a POST of the move's name runs.
RUN = {
    move.name: function
    for move, function in (
        (PLAN, begin_planning),
        (SUBMIT, submit),
        (RETURN, return_),
        (APPROVE, approve),
        (START, start),
        (PAUSE, pause),
        (RESUME, resume),
        (FINISH, finish),
        (DECIDE, decide),
        (FOLLOW, follow_up),
        (CLOSE, close),
        (CANCEL, cancel),
    )
}
BY_NAME = {move.name: move for move in MOVES}
