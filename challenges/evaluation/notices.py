"""Which messages an evaluation causes, to whom, with what. None of them names a score."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from challenges.evaluation.models import Assignment, Decision, Evaluator, Phase, Verdict
from challenges.proposals.models import Proposal
from challenges.proposals.notices import writers
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def _of_phase(phase: Phase) -> dict[str, str]:
    return {"title": phase.challenge.title, "phase": phase.name, "closes_on": str(phase.closes_on)}


def _tell(kind: str, phase: Phase, users: Iterable[int], *, but: int | None, undo_key: UUID | None = None) -> None:
    found = sorted(set(users))
    if found:
        notify(
            kind,
            Recipients(users=found),
            path=reverse("evaluation:cases"),
            context=_of_phase(phase),
            but=but,
            undo_key=undo_key,
        )


def invited(evaluator: Evaluator, actor: Actor) -> None:
    """To somebody who has an account already."""
    _tell("evaluation_invited", evaluator.phase, [evaluator.user_id], but=actor.user_id)


def opened(phase: Phase, actor: Actor) -> None:
    users = Assignment.objects.filter(phase=phase).live().values_list("user_id", flat=True)
    _tell("evaluation_opened", phase, users, but=None, undo_key=phase.entry_key)


def given(phase: Phase, users: Iterable[int]) -> None:
    """More to score, while the phase is under way."""
    _tell("evaluation_given", phase, users, but=None)


def remind(phase: Phase, users: Iterable[int]) -> None:
    _tell("evaluation_reminder", phase, users, but=None)


def reopened(assignment: Assignment, actor: Actor) -> None:
    _tell("evaluation_reopened", assignment.phase, [assignment.user_id], but=actor.user_id)


def closed(phase: Phase, actor: Actor) -> None:
    """The results wait for who decides."""
    notify(
        "evaluation_closed",
        Recipients(coordinators_of=[phase.municipality_id]),
        path=reverse("challenges:go", args=[phase.challenge_id]),
        context=_of_phase(phase),
        but=actor.user_id,
        undo_key=phase.entry_key if actor.user_id else None,
    )


def conflicted(assignment: Assignment) -> None:
    """Who runs the evaluation hears that somebody stepped aside; not of which proposal, nor why."""
    notify(
        "evaluation_conflict",
        Recipients(coordinators_of=[assignment.municipality_id]),
        path=reverse("challenges:go", args=[assignment.challenge_id]),
        context=_of_phase(assignment.phase),
        but=assignment.user_id,
    )


def released(verdict: Verdict, proposal: Proposal, decision: Decision) -> None:
    """To one proposer: their own decision and their own feedback, of which nobody else's message says anything."""
    notify(
        "proposal_decided",
        writers(proposal),
        path=reverse("proposals:go", args=[proposal.pk]),
        context={
            "title": proposal.title,
            "challenge": proposal.challenge_title,
            "reference": proposal.reference,
            "outcome": verdict.outcome,
            "feedback": verdict.feedback,
        },
        undo_key=decision.entry_key,
    )
