"""What an experiment's pages say of its follow-up."""

from typing import Any

from experiments.follow_up.calendar import planned
from experiments.follow_up.models import Asking, Round
from experiments.follow_up.permissions import can_tend
from experiments.follow_up.states import FOLLOWED
from experiments.models import Experiment
from experiments.states import DECIDED
from mint.tenancy.context import Request


def rounds_of(experiment: Experiment) -> list[Round]:
    """As they are, or as they are going to be laid out."""
    if experiment.state not in DECIDED or experiment.decision not in FOLLOWED:
        return []
    there = list(experiment.follow_ups.all())
    return there or [Round(experiment=experiment, months=months, due_on=due) for months, due in planned(experiment)]


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    rounds = rounds_of(experiment)
    if not rounds:
        return None
    acting = getattr(request, "acting_for", None)
    return {
        "rounds": rounds,
        "experiment": experiment,
        "acting_for": acting,
        "may_tend": acting is not None and can_tend(request.actor, experiment),
        "is_inside": acting is not None,
    }


def askings_of(experiment: Experiment) -> dict[int, list[Asking]]:
    """By the key of their round."""
    found: dict[int, list[Asking]] = {}
    for asking in Asking.objects.filter(experiment=experiment):
        found.setdefault(asking.round_id, []).append(asking)
    return found
