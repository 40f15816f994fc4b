"""Who tries an experiment again, and who says what differs."""

from experiments.models import Experiment
from experiments.permissions import can_plan
from experiments.states import DECIDED
from mint.actor import Actor


def can_replicate(actor: Actor, source: Experiment) -> bool:
    """Whoever writes for an organisation, of what has been decided and is shown to them. Of which challenge, `can_create` says."""
    return source.state in DECIDED and actor.has_role(actor.organisation_id, "editor")


def can_tell_context(actor: Actor, experiment: Experiment) -> bool:
    return can_plan(actor, experiment)
