"""Who puts an experiment on the shelf and takes it down."""

from experiments.models import Experiment
from experiments.permissions import can_lead
from mint.actor import Actor


def can_shelve(actor: Actor, experiment: Experiment) -> bool:
    """The owner's writers."""
    return can_lead(actor, experiment)
