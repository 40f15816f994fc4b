"""What a card dropped on a column means: its move made at once where nothing is asked, else the page of the move."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from experiments import workflow as lifecycle
from experiments.after import AFTER
from experiments.forms import ASKS, passed_over
from experiments.models import Experiment
from experiments.staging.models import Stage
from experiments.staging.permissions import can_move_to
from experiments.staging.placing import Standing, step_to
from experiments.staging.workflow import move_stage
from mint.actor import Actor
from mint.web import MoveError
from mint.workflow import Move, available, blockers

READ_FIRST = (lifecycle.APPROVE.name,)  # nobody approves a plan that is not before their eyes


@dataclass(frozen=True)
class Drop:
    """To a stage of the same state, or by a move of the lifecycle. `asks`: something is missing, or is to be said."""

    stage: Stage
    move: Move | None
    asks: bool


def drop_on(experiment: Experiment, standing: Standing, key: str, actor: Actor) -> Drop:
    """Of the column with this key; MoveError where nothing leads there."""
    goal = next((stage for stage in standing.stages if stage.key == key), None)
    if goal is None or goal == standing.stage:
        raise MoveError(_("The experiment cannot be moved there."))
    if goal.state == standing.stage.state:
        if not can_move_to(actor, experiment, goal):
            raise PermissionDenied
        return Drop(goal, None, _step_asks(experiment, standing, goal))
    move = next((m for m in available(experiment, lifecycle.MOVES, actor) if m.target == goal.state), None)
    if move is None or standing.first_of(goal.state) != goal:
        raise MoveError(_("The experiment cannot be moved there."))
    return Drop(goal, move, _move_asks(experiment, move))


def _step_asks(experiment: Experiment, standing: Standing, goal: Stage) -> bool:
    """Back takes a reason; what is not a neighbour is explained on its page."""
    if goal != standing.further:
        return True
    step = step_to(experiment, standing, goal)
    return bool(step.missing or step.barring)


def _move_asks(experiment: Experiment, move: Move) -> bool:
    has_form = move.name in {*ASKS, *READ_FIRST} or move.asks_reason(experiment)
    return has_form or bool(passed_over(move.name, experiment) or blockers(experiment, move))


def make(experiment: Experiment, standing: Standing, drop: Drop, *, actor: Actor) -> str:
    """Make the move of a drop that asks nothing; what is said of it then."""
    if drop.move is None:
        move_stage(experiment, origin=standing.stage.pk, to=drop.stage.pk, actor=actor)
        text = _("The experiment is now at the stage “%(name)s”. Those concerned are told in ten minutes.")
        return text % {"name": drop.stage.staff}
    lifecycle.RUN[drop.move.name](experiment, actor=actor, reason="")
    return str(AFTER[drop.move.name])
