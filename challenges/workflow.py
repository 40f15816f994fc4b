"""The moves of a challenge: one readable table, and one function per move for what follows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges import needs, notices
from challenges.guards import deadline_ahead, described, further, is_early, unanswered
from challenges.interested import tell_interested
from challenges.models import Challenge
from challenges.permissions import can_conclude, can_curate, can_publish_own, is_owner
from challenges.states import State
from challenges.undoing import mended
from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.projects.running import project_of
from mint.web import MoveError
from mint.workflow import Move, last_entry, lock, perform
from mint.workflow import undo as undo_move

CLOSER = "challenges.close_due"


def _move(
    name: str, sources: tuple[State, ...], target: State, allowed: Callable[..., bool], label: Any, **more: Any
) -> Move:
    """A row of the table below, in one line. What others have registered guards each move, too."""
    verb = f"challenge.{name}"
    guards = (*more.pop("guards", ()), further(verb))
    return Move(verb, sources, target, allowed=allowed, label=label, guards=guards, **more)


S, _l = State, gettext_lazy
SUBMIT = _move(
    "submitted", (S.DRAFT, S.RETURNED), S.IN_REVIEW, is_owner, _l("Send for review"), guards=(described, deadline_ahead)
)
RETURN = _move(
    "returned", (S.IN_REVIEW,), S.RETURNED, can_curate, _l("Return with reasons"), needs_reason=True, is_main=False
)
PUBLISH = _move(
    "published", (S.IN_REVIEW,), S.OPEN, can_curate, _l("Publish challenge"), guards=(described, deadline_ahead)
)
PUBLISH_OWN = replace(PUBLISH, sources=(S.DRAFT, S.RETURNED), allowed=can_publish_own)
WITHDRAW = _move(
    "withdrawn", (S.OPEN,), S.WITHDRAWN, can_conclude, _l("Withdraw challenge"), needs_reason=True, is_main=False
)
CLOSE = _move(
    "closed",
    (S.OPEN,),
    S.CLOSED,
    can_curate,
    _l("Close the call"),
    reason_when=is_early,
    system=(CLOSER,),
    is_main=False,
)
SELECT = _move("selected", (S.CLOSED, S.EVALUATING), S.SELECTED, can_curate, _l("Partners are selected"))
BEGIN = _move(
    "experimenting",
    (S.OPEN, S.CLOSED, S.EVALUATING, S.SELECTED),
    S.EXPERIMENTING,
    can_conclude,
    _l("Start experimenting"),
    needs_reason=True,
)
SOLVE = _move("solved", (S.EXPERIMENTING,), S.SOLVED, can_conclude, _l("Mark as solved"), is_main=False)
FAIL = _move(
    "not_solved",
    (S.EXPERIMENTING,),
    S.NOT_SOLVED,
    can_conclude,
    _l("Mark as not solved"),
    needs_reason=True,
    is_main=False,
)
ARCHIVE = _move("archived", (S.SOLVED, S.NOT_SOLVED), S.ARCHIVED, can_curate, _l("Archive"))
UNSUBMIT = _move("submit_undone", (S.IN_REVIEW,), S.DRAFT, is_owner, _l("Undo"), undo_of="challenge.submitted")
UNRESUBMIT = _move("resubmit_undone", (S.IN_REVIEW,), S.RETURNED, is_owner, _l("Undo"), undo_of="challenge.submitted")
UNRETURN = _move("return_undone", (S.RETURNED,), S.IN_REVIEW, can_curate, _l("Undo"), undo_of="challenge.returned")
UNPUBLISH = _move(
    "publish_undone",
    (S.OPEN,),
    S.IN_REVIEW,
    can_curate,
    _l("Undo"),
    undo_of="challenge.published",
    guards=(unanswered,),
)
UNWITHDRAW = _move("withdraw_undone", (S.WITHDRAWN,), S.OPEN, can_conclude, _l("Undo"), undo_of="challenge.withdrawn")
UNCLOSE = _move("close_undone", (S.CLOSED,), S.OPEN, can_curate, _l("Undo"), undo_of="challenge.closed")
UNSOLVE = _move("solve_undone", (S.SOLVED,), S.EXPERIMENTING, can_conclude, _l("Undo"), undo_of="challenge.solved")
UNFAIL = _move(
    "fail_undone", (S.NOT_SOLVED,), S.EXPERIMENTING, can_conclude, _l("Undo"), undo_of="challenge.not_solved"
)
UNSELECT = {
    source: _move("select_undone", (S.SELECTED,), source, can_curate, _l("Undo"), undo_of="challenge.selected")
    for source in map(State, SELECT.sources)
}
# Made by the first phase of scoring, and undone with it: no page of the challenge offers these.
EVALUATE = _move("evaluating", (S.CLOSED,), S.EVALUATING, can_curate, _l("Begin the evaluation"))
UNEVALUATE = _move("evaluate_undone", (S.EVALUATING,), S.CLOSED, can_curate, _l("Undo"), undo_of=EVALUATE.verb)
# Made in `challenges.lineage`, where the other challenge is named; undoing a merge is offered here.
MERGE = _move(
    "merged", (S.IN_REVIEW, S.OPEN), S.WITHDRAWN, can_curate, _l("Merge into another"), needs_reason=True, is_main=False
)
UNMERGE = {
    source: _move("merge_undone", (S.WITHDRAWN,), source, can_curate, _l("Undo"), undo_of=MERGE.verb)
    for source in map(State, MERGE.sources)
}
SPLIT = _move("split", (S.IN_REVIEW,), S.WITHDRAWN, can_curate, _l("Split"), needs_reason=True, is_main=False)
MOVES = (
    SUBMIT, RETURN, PUBLISH, PUBLISH_OWN, WITHDRAW, CLOSE, SELECT, BEGIN, SOLVE, FAIL, ARCHIVE,
    UNSUBMIT, UNRESUBMIT, UNRETURN, UNPUBLISH, UNWITHDRAW, UNCLOSE, UNSOLVE, UNFAIL, *UNSELECT.values(),
    *UNMERGE.values(),
)  # fmt: skip
ENDING = (RETURN, WITHDRAW, FAIL)


def leads_on(move: Move) -> tuple[bool, bool]:
    """A key for sorting: the way ahead first, what ends or sends back last."""
    return (move in ENDING, not move.is_main)


# Back to where it came from, when the start of its experiment is undone: no page of the challenge offers these.
UNBEGIN = {
    source: _move("experimenting_undone", (S.EXPERIMENTING,), source, can_conclude, _l("Undo"))
    for source in map(State, BEGIN.sources)
}


@transaction.atomic
def submit(challenge: Challenge, *, actor: Actor, reason: str = "") -> Challenge:
    challenge = perform(
        challenge, SUBMIT, actor=actor, submitted_at=clock.now(), answer="", **_running_project(challenge)
    )
    notices.submitted(challenge, actor)
    return challenge


@transaction.atomic
def return_(challenge: Challenge, *, actor: Actor, reason: str) -> Challenge:
    challenge = perform(challenge, RETURN, actor=actor, reason=reason, answer=reason)
    notices.returned(challenge, actor)
    return challenge


@transaction.atomic
def publish(challenge: Challenge, *, actor: Actor, reason: str = "") -> Challenge:
    changes = _running_project(challenge)
    own = challenge.state in PUBLISH_OWN.sources and challenge.organisation_id == actor.organisation_id
    challenge = perform(
        challenge, PUBLISH_OWN if own else PUBLISH, actor=actor, published_at=clock.now(), submitted_at=challenge.submitted_at or clock.now(),
        answer="", **changes,
    )  # fmt: skip
    needs.put(challenge, actor)
    notices.published(challenge, actor)
    return challenge


def _running_project(challenge: Challenge) -> dict[str, Any]:
    """The project is set once, from the municipality's running project."""
    if challenge.project_id:
        return {}
    project = project_of(challenge.municipality_id)
    return {"project_id": project.pk} if project else {}


@transaction.atomic
def withdraw(challenge: Challenge, *, actor: Actor, reason: str) -> Challenge:
    challenge = perform(challenge, WITHDRAW, actor=actor, reason=reason, answer=reason, ended_at=clock.now())
    needs.take_back(challenge, actor)
    notices.withdrawn(challenge, actor)
    tell_interested("challenge_withdrawn", challenge, actor, undo_key=challenge.entry_key, reason=reason)
    return challenge


@transaction.atomic
def close(challenge: Challenge, *, actor: Actor, reason: str = "") -> Challenge:
    challenge = perform(challenge, CLOSE, actor=actor, reason=reason, answer=reason)
    needs.take_back(challenge, actor)
    notices.closed(challenge, actor)
    return challenge


@transaction.atomic
def select(challenge: Challenge, *, actor: Actor, reason: str = "") -> Challenge:
    return perform(challenge, SELECT, actor=actor)


@transaction.atomic
def undo_select(challenge: Challenge, *, actor: Actor) -> Challenge:
    """Back to where it came from, when what selected the partners is undone."""
    last = last_entry(challenge)
    source = State(last.from_state) if last and last.verb == SELECT.verb else State.EVALUATING
    return undo(challenge, UNSELECT[source], actor=actor)


@transaction.atomic
def evaluate(challenge: Challenge, *, actor: Actor) -> Challenge:
    """The proposals are being scored."""
    return perform(challenge, EVALUATE, actor=actor)


@transaction.atomic
def begin_experiment(challenge: Challenge, *, actor: Actor, reason: str = "") -> Challenge:
    """To *experimenting*, by an agreed match or a selection; a second experiment changes nothing."""
    if lock(challenge).state == State.EXPERIMENTING:
        return challenge
    challenge = perform(challenge, BEGIN, actor=actor, reason=reason)
    needs.take_back(challenge, actor)
    return challenge


@transaction.atomic
def undo_experiment(challenge: Challenge, *, actor: Actor, reason: str) -> Challenge:
    """Take back the actor's own `begin_experiment`; MoveError when anything has followed it."""
    fresh = lock(challenge)
    last = last_entry(fresh)
    if fresh.state != State.EXPERIMENTING or last is None or (last.verb, last.actor_id) != (BEGIN.verb, actor.user_id):
        raise MoveError(_("The challenge has moved on since the experiment began, so the start is not undone."))
    fresh = perform(fresh, UNBEGIN[State(last.from_state)], actor=actor, reason=reason)
    if fresh.state == State.OPEN:
        needs.put(fresh, actor)
    return fresh


@transaction.atomic
def solve(challenge: Challenge, *, actor: Actor, reason: str = "") -> Challenge:
    challenge = perform(challenge, SOLVE, actor=actor, reason=reason, answer="", ended_at=clock.now())
    notices.ended(challenge, actor)
    return challenge


@transaction.atomic
def fail(challenge: Challenge, *, actor: Actor, reason: str) -> Challenge:
    challenge = perform(challenge, FAIL, actor=actor, reason=reason, answer=reason, ended_at=clock.now())
    notices.ended(challenge, actor)
    return challenge


@transaction.atomic
def archive(challenge: Challenge, *, actor: Actor, reason: str = "") -> Challenge:
    return perform(challenge, ARCHIVE, actor=actor)


@transaction.atomic
def undo(challenge: Challenge, move: Move, *, actor: Actor) -> Challenge:
    """Take back one's own last move within ten minutes, and the messages that wait for it."""
    resumes = move.target in {State.OPEN, State.EXPERIMENTING} or move.undo_of == MERGE.verb
    changes: dict[str, object] = {"ended_at": None, "answer": ""} if resumes else {}
    if move is UNRESUBMIT:
        changes["answer"] = _why_returned(challenge)
    challenge = undo_move(challenge, move, actor=actor, **changes)
    mended(move.verb, challenge, actor)
    if challenge.state == State.OPEN:
        needs.put(challenge, actor)
    elif move is UNPUBLISH:
        needs.take_back(challenge, actor)
    return challenge


def _why_returned(challenge: Challenge) -> str:
    """What the submission took off the row: the reason is still in the entry of the return."""
    returns = Entry.objects.filter(subject_type=challenge._meta.label_lower, subject_id=challenge.pk, verb=RETURN.verb)
    return returns.order_by("-id").values_list("reason", flat=True).first() or ""


# What a POST of the move's name runs.
RUN = {
    move.name: function
    for move, function in (
        (SUBMIT, submit),
        (RETURN, return_),
        (PUBLISH, publish),
        (WITHDRAW, withdraw),
        (CLOSE, close),
        (SELECT, select),
        (BEGIN, begin_experiment),
        (SOLVE, solve),
        (FAIL, fail),
        (ARCHIVE, archive),
    )
}
