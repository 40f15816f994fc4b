"""Who may do what in an evaluation. When it may be done is in `workflow.MOVES`."""

from typing import Any

from challenges.evaluation.models import Assignment, Phase
from challenges.models import Challenge
from challenges.proposals.permissions import has_stake
from mint.actor import Actor


def can_run(actor: Actor, row: Any) -> bool:
    """The coordinator of the challenge's municipality: plans the phases, asks evaluators, decides and releases.

    `row` is the challenge, or anything of its evaluation.
    """
    return actor.coordinates(row.municipality_id)


def can_score(actor: Actor, assignment: Assignment) -> bool:
    return actor.is_signed_in and assignment.user_id == actor.user_id


def can_decide(actor: Actor, proposal: Any) -> bool:
    """Nobody decides on a proposal in which they have a stake."""
    return actor.coordinates(proposal.challenge_municipality_id) and not has_stake(actor, proposal)


def reads_results(actor: Actor, phase: Phase) -> bool:
    """Of the side that decides, but not while one still scores in the phase oneself."""
    return Phase.objects.filter(pk=phase.pk).of_side(actor).exists() and not (phase.is_open and scores_in(actor, phase))


def scores_in(actor: Actor, phase: Phase) -> bool:
    return phase.evaluators.active().filter(user_id=actor.user_id or 0).exists()


def is_for_evaluation(challenge: Challenge) -> bool:
    """Criteria were published: the partners are chosen by them."""
    return challenge.criteria.exists()
