"""What an experiment does to the challenge it answers: its start, the undoing of that, and how the challenge ended."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from challenges import workflow as challenges
from challenges.models import Challenge
from challenges.permissions import can_conclude
from challenges.states import SEEKING
from challenges.states import State as ChallengeState
from experiments.models import Experiment
from experiments.states import BEFORE, DECIDED, MEASURABLE, Decision, Outcome
from mint.actor import Actor
from mint.audit.models import Entry
from mint.web import MoveError
from mint.workflow import lock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mint.workflow import Move

# What a decision suggests of the challenge; a new round suggests nothing, since the challenge is still tried.
SUGGESTED: dict[str, "Move"] = {
    Decision.SCALE: challenges.SOLVE,
    Decision.HAND_OVER: challenges.SOLVE,
    Decision.DEVELOP_ON: challenges.SOLVE,
    Decision.STOP: challenges.FAIL,
}
ENDINGS = {challenges.SOLVE.name: challenges.solve, challenges.FAIL.name: challenges.fail}
LIVE = Q(state__in=MEASURABLE) | Q(state__in=BEFORE, match__isnull=False)


def follow(experiment: Experiment, *, actor: Actor) -> None:
    """The challenge follows to *experimenting*, where the one who starts has a say in it."""
    challenge = experiment.challenge
    if not can_conclude(actor, challenge):
        return
    challenge = lock(challenge)  # one who undoes another start at this moment waits, and sees this one
    if challenge.state in {ChallengeState.OPEN, *SEEKING}:
        text = _("The experiment “%(title)s” began.") % {"title": experiment}
        challenges.begin_experiment(challenge, actor=actor, reason=text)


def release(experiment: Experiment, *, actor: Actor) -> None:
    """Before a start is undone: the challenge goes back, if this start moved it and no other experiment holds it."""
    challenge = experiment.challenge
    moved = Entry.objects.filter(
        subject_type=challenge._meta.label_lower,
        subject_id=challenge.pk,
        verb=challenges.BEGIN.verb,
        actor_id=actor.user_id,
        created_at__gte=experiment.started_at,
    )
    if not moved.exists():
        return
    challenge = lock(challenge)
    if challenge.state == ChallengeState.EXPERIMENTING and others(experiment).filter(LIVE).exists():
        return
    text = _("The start of the experiment “%(title)s” was undone.") % {"title": experiment}
    challenges.undo_experiment(challenge, actor=actor, reason=text)


def others(experiment: Experiment) -> "QuerySet[Experiment]":
    return Experiment.objects.filter(challenge_id=experiment.challenge_id).exclude(pk=experiment.pk)


def is_last_word(experiment: Experiment) -> bool:
    """Decided, and no experiment of the challenge goes on or was decided later: its ending may be said."""
    if experiment.state not in DECIDED or experiment.decided_at is None:
        return False
    later = Q(state__in=DECIDED, decided_at__gt=experiment.decided_at)
    return not others(experiment).filter(LIVE | later).exists()


def suggestion(experiment: Experiment) -> str:
    """The name of the challenge's move that the decision suggests; empty for a new round."""
    move = SUGGESTED.get(experiment.decision)
    return move.name if move else ""


def is_contrary(experiment: Experiment) -> bool:
    """Does the decision suggest one ending of the challenge, and the outcome of the experiment the other?"""
    suggested = SUGGESTED.get(experiment.decision)
    if suggested is challenges.SOLVE:
        return experiment.outcome != Outcome.SUPPORTED
    return suggested is challenges.FAIL and experiment.outcome == Outcome.SUPPORTED


def may_conclude(actor: Actor, experiment: Experiment) -> bool:
    """Is it this actor's turn to say how the challenge ended?"""
    challenge: Challenge | None = experiment.challenge
    return bool(
        challenge
        and challenge.state == ChallengeState.EXPERIMENTING
        and can_conclude(actor, challenge)
        and is_last_word(experiment)
    )


@transaction.atomic
def conclude(experiment: Experiment, *, ending: str, actor: Actor, reason: str) -> Challenge:
    """Say how the challenge ended, by its own move; the reason is kept with it. PermissionDenied or MoveError."""
    if not can_conclude(actor, experiment.challenge):
        raise PermissionDenied
    challenge = lock(experiment.challenge)
    if ending not in ENDINGS or not is_last_word(experiment):
        raise MoveError(_("How the challenge ended is said when its last experiment has been decided."))
    return ENDINGS[ending](challenge, actor=actor, reason=reason)
