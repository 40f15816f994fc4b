"""Writes that are not moves: phases planned, sheets saved, ties declared and waived, the decision prepared."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from challenges.evaluation import notices, ties
from challenges.evaluation.balancing import Allocation, allocate
from challenges.evaluation.guards import is_decided, scored_of
from challenges.evaluation.models import Assignment, Conflict, Decision, Evaluator, Phase, Score, Verdict
from challenges.evaluation.models.scope import scope_of
from challenges.evaluation.permissions import can_run, can_score, is_for_evaluation
from challenges.evaluation.states import AssignmentState, PhaseState, Tie
from challenges.evaluation.workflow import GIVE_AGAIN, STEP_ASIDE, TAKE_OFF
from challenges.models import Challenge
from challenges.proposals.models import Proposal
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.outbox.queue import enqueue
from mint.web import MoveError
from mint.workflow import lock, perform

SEEDS = 2**31


def _must_run(actor: Actor, row: Any) -> None:
    if not can_run(actor, row):
        raise PermissionDenied


@transaction.atomic
def plan_phase(challenge: Challenge, *, data: Mapping[str, Any], actor: Actor) -> Phase:
    """A phase with its rules, and the seed that its allocation will use."""
    _must_run(actor, challenge)
    if not is_for_evaluation(challenge):
        raise MoveError(_("The challenge has no criteria, so there is nothing to score by."))
    if is_decided(challenge.pk):
        raise MoveError(_("The decision has been released: nothing more is scored."))
    phase = Phase.objects.create(**scope_of(challenge), **data, seed=secrets.randbelow(SEEDS), created_at=clock.now())
    record("evaluation.planned", phase, actor=actor, data={"seed": phase.seed})
    return phase


@transaction.atomic
def change_phase(phase: Phase, *, data: Mapping[str, Any], actor: Actor) -> Phase:
    """The rules stand once scoring has begun; the last day may move later."""
    _must_run(actor, phase)
    fresh = lock(phase)
    if fresh.state != PhaseState.PLANNED:
        raise MoveError(_("The rules of a phase stand once it has begun."))
    for name, value in data.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save()
    record("evaluation.changed", fresh, actor=actor)
    return fresh


@transaction.atomic
def extend_phase(phase: Phase, *, closes_on: date, actor: Actor) -> Phase:
    _must_run(actor, phase)
    fresh = lock(phase)
    if fresh.state != PhaseState.OPEN or closes_on <= fresh.closes_on:
        raise MoveError(_("The last day of a phase under way can be moved later, not earlier."))
    fresh.closes_on, fresh.reminded_on = closes_on, None
    fresh.version += 1
    fresh.save(update_fields=["closes_on", "reminded_on", "version"])
    record("evaluation.extended", fresh, actor=actor, data={"to": str(closes_on)})
    return fresh


@transaction.atomic
def share_out(phase: Phase, *, actor: Actor) -> Allocation:
    """Give each proposal what it lacks of evaluators, as evenly as ties allow; what is given already stays."""
    if not actor.is_system:
        _must_run(actor, phase)
    phase = lock(phase)
    if phase.state == PhaseState.CLOSED:
        raise MoveError(_("The scoring has ended; the sheets are locked."))
    proposals = [proposal.pk for proposal in scored_of(phase.challenge_id)]
    people = {row.user_id: row for row in phase.evaluators.active()}
    kept = set(phase.assignments.live().values_list("proposal_id", "user_id"))
    found = allocate(
        proposals, people, each=phase.least_reviews, seed=phase.seed,
        barred=ties.barred(phase, proposals, people), kept=kept,
    )  # fmt: skip
    for proposal, user in sorted(found.added):
        _put(people[user], proposal, actor=actor)
    data = {"seed": phase.seed, "pairs": sorted(found.added), "short": len(found.short)}
    record("evaluation.shared_out", phase, actor=actor, data=data)
    if phase.is_open:
        notices.given(phase, {user for _proposal, user in found.added})
    return found


def _put(evaluator: Evaluator, proposal_id: int, *, actor: Actor, is_manual: bool = False) -> Assignment:
    """One sheet for one evaluator; what was taken off before is given again, with what had been written."""
    old = Assignment.objects.filter(phase_id=evaluator.phase_id, user_id=evaluator.user_id, proposal_id=proposal_id)
    before = old.first()
    if before is not None:
        if before.is_live:
            return before
        if actor.is_system:  # by the allocation: the move is a person's
            old.update(state=AssignmentState.GIVEN, submitted_at=None)
            return before
        return perform(before, GIVE_AGAIN, actor=actor, submitted_at=None, is_manual=is_manual)
    return Assignment.objects.create(
        **scope_of(evaluator), phase_id=evaluator.phase_id, evaluator=evaluator, user_id=evaluator.user_id,
        proposal_id=proposal_id, is_manual=is_manual, created_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def give(phase: Phase, *, proposal_id: int, user_id: int, actor: Actor) -> Assignment:
    """By hand. Refused where a tie is known: the coordinator may waive it, with a reason, before."""
    _must_run(actor, phase)
    phase = lock(phase)
    if phase.state == PhaseState.CLOSED:
        raise MoveError(_("The scoring has ended; the sheets are locked."))
    evaluator = phase.evaluators.active().filter(user_id=user_id).first()
    if evaluator is None or proposal_id not in {proposal.pk for proposal in scored_of(phase.challenge_id)}:
        raise MoveError(_("Somebody was here first: look at the page again."))
    kind = ties.barred(phase, [proposal_id], [user_id]).get((proposal_id, user_id))
    if kind:
        raise MoveError(
            _("Not given: the evaluator %(tie)s. The tie can be waived with a reason.") % {"tie": Tie(kind).label}
        )
    assignment = _put(evaluator, proposal_id, actor=actor, is_manual=True)
    record("evaluation.given", phase, actor=actor, data={"proposal": proposal_id, "user": user_id})
    if phase.is_open:
        notices.given(phase, [user_id])
    return assignment


@transaction.atomic
def take_off(assignment: Assignment, *, actor: Actor) -> Assignment:
    """What was written stays on record, and counts no more."""
    if assignment.phase.state == PhaseState.CLOSED:
        raise MoveError(_("The scoring has ended; the sheets are locked."))
    return perform(assignment, TAKE_OFF, actor=actor)


@transaction.atomic
def waive(phase: Phase, *, proposal_id: int, user_id: int, reason: str, actor: Actor) -> Conflict:
    """Let somebody score in spite of a tie: for a reason that the memo repeats."""
    _must_run(actor, phase)
    phase = lock(phase)
    kind = ties.barred(phase, [proposal_id], [user_id]).get((proposal_id, user_id))
    if kind is None:
        raise MoveError(_("There is no tie to waive."))
    said = {"waiver": reason.strip(), "waived_by_id": actor.user_id, "waived_at": clock.now()}
    conflict, _made = Conflict.objects.update_or_create(
        phase=phase, proposal_id=proposal_id, user_id=user_id, defaults=said,
        create_defaults={"organisation_id": phase.organisation_id, "kind": kind, "created_at": clock.now(), **said},
    )  # fmt: skip
    data = {"proposal": proposal_id, "user": user_id, "kind": kind}
    record("evaluation.waived", phase, actor=actor, reason=reason, data=data)
    return conflict


@transaction.atomic
def declare(evaluator: Evaluator, *, tied_to: Collection[str], words: str, actor: Actor) -> int:
    """Before reading anything: the proposers, by their keys, to whom one has a tie. Returns how many cases go.

    What goes is given to somebody else by a job: whoever declares may not choose their successor.
    """
    if evaluator.user_id != actor.user_id or not evaluator.is_active:
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.declare_ties(%s, %s, %s)", [evaluator.phase_id, list(tied_to), words.strip()])
        (gone,) = cursor.fetchone()
    Evaluator.objects.filter(pk=evaluator.pk).update(declared_at=clock.now())
    record("evaluation.declared", evaluator, actor=actor, data={"ties": len(tied_to)})
    if gone:
        _find_another(evaluator.phase_id)
    return int(gone)


@transaction.atomic
def step_aside(assignment: Assignment, *, words: str, actor: Actor) -> Assignment:
    """A tie that one saw only in the text: the case is hidden at once, and given to somebody else."""
    if not can_score(actor, assignment):
        raise PermissionDenied
    assignment = perform(assignment, STEP_ASIDE, actor=actor, reason=words)
    Conflict.objects.get_or_create(
        phase_id=assignment.phase_id, proposal_id=assignment.proposal_id, user_id=assignment.user_id,
        defaults={"organisation_id": assignment.organisation_id, "kind": Tie.DECLARED, "words": words.strip()},
    )  # fmt: skip
    notices.conflicted(assignment)
    _find_another(assignment.phase_id)
    return assignment


def _find_another(phase_id: int) -> None:
    enqueue("evaluation.share_out", phase_id=phase_id)


@transaction.atomic
def save_sheet(assignment: Assignment, *, data: Mapping[int, Mapping[str, Any]], actor: Actor) -> Assignment:
    """Keep what was typed: points and reason by criterion. Saved as often as one likes until the sheet is sent."""
    if not can_score(actor, assignment):
        raise PermissionDenied
    fresh = lock(assignment)
    if not fresh.phase.is_open or fresh.state != AssignmentState.GIVEN:
        raise MoveError(_("The sheet is locked."))
    known = set(fresh.challenge.criteria.values_list("pk", flat=True))
    for criterion, values in data.items():
        if criterion in known:
            Score.objects.update_or_create(
                assignment=fresh, criterion_id=criterion, defaults=dict(values),
                create_defaults={**values, "organisation_id": fresh.organisation_id, "created_at": clock.now()},
            )  # fmt: skip
    fresh.saved_at = clock.now()
    fresh.version += 1
    fresh.save(update_fields=["saved_at", "version"])
    return fresh


@transaction.atomic
def remind(phase: Phase, *, actor: Actor) -> int:
    """Those who have not finished, once a day; returns how many. The calendar and the button share the day."""
    if not actor.is_system:
        _must_run(actor, phase)
    users = set(phase.assignments.filter(state=AssignmentState.GIVEN).values_list("user_id", flat=True))
    if not users:
        return 0
    today = clock.today()
    claimed = (
        Phase.objects.filter(pk=phase.pk, state=PhaseState.OPEN).exclude(reminded_on=today).update(reminded_on=today)
    )
    if not claimed:
        return 0
    notices.remind(phase, users)
    record("evaluation.reminded", phase, actor=actor, data={"users": sorted(users)})
    return len(users)


@transaction.atomic
def prepare(challenge: Challenge, *, reasons: str, verdicts: Mapping[int, Mapping[str, str]], actor: Actor) -> Decision:
    """Keep the decision as it is being written: outcome and feedback by proposal. Nobody else sees it yet."""
    _must_run(actor, challenge)
    lock(challenge)
    values = {**scope_of(challenge), "created_at": clock.now()}
    decision, made = Decision.objects.get_or_create(challenge=challenge, defaults=values)
    if decision.is_released:
        raise MoveError(_("The decision has been released, and stands."))
    decision.reasons = reasons
    decision.version += 1
    decision.save(update_fields=["reasons", "version"])
    _keep_verdicts(decision, scored_of(challenge.pk), verdicts)
    if made:
        record("decision.prepared", decision, actor=actor)
    return decision


def _keep_verdicts(decision: Decision, proposals: Iterable[Proposal], said: Mapping[int, Mapping[str, str]]) -> None:
    for proposal in proposals:
        defaults = dict(said.get(proposal.pk, {}))
        proposer = None if proposal.organisation_id else proposal.author_id
        Verdict.objects.update_or_create(
            decision=decision, proposal=proposal, defaults=defaults,
            create_defaults={
                **defaults, "organisation_id": decision.organisation_id, "created_at": clock.now(),
                "proposer_organisation_id": proposal.organisation_id, "proposer_id": proposer,
            },
        )  # fmt: skip
