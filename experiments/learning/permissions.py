"""Who writes lessons down."""

from experiments.models import Experiment
from experiments.permissions import can_lead
from mint.actor import Actor


def can_teach(actor: Actor, experiment: Experiment) -> bool:
    """The owner's writers."""
    return can_lead(actor, experiment)
