"""Who lets a sensor measure: whoever may measure, for as long as values are entered."""

from experiments.models import Experiment
from experiments.permissions import can_plan
from experiments.states import MEASURABLE, State
from mint.actor import Actor

WITH_KEYS = (State.APPROVED, *MEASURABLE)


def can_make_keys(actor: Actor, experiment: Experiment) -> bool:
    return can_plan(actor, experiment)
