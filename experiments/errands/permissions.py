"""Who gives tasks, changes them and marks them as done."""

from experiments.models import Experiment
from experiments.permissions import can_curate, can_plan
from mint.actor import Actor


def can_give(actor: Actor, experiment: Experiment) -> bool:
    """Those who carry it out, and those who answer for it: each any of its tasks, so that none waits for one who is away."""
    return can_plan(actor, experiment) or can_curate(actor, experiment)
