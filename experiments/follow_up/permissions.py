"""Who names the contacts, and who writes down what was heard."""

from experiments.models import Experiment
from experiments.permissions import can_steer
from mint.actor import Actor


def can_tend(actor: Actor, experiment: Experiment) -> bool:
    """The owner's writers, the municipality's coordinator and the project's curators."""
    return can_steer(actor, experiment)
