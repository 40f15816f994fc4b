"""Who makes a template from a plan, and who writes it afterwards."""

from experiments.models import Experiment
from experiments.patterns.models import Pattern
from experiments.permissions import can_plan
from mint.actor import Actor


def is_inside(actor: Actor, experiment: Experiment) -> bool:
    """Those who write the plan take all of its texts with them."""
    return can_plan(actor, experiment)


def can_save(actor: Actor, experiment: Experiment) -> bool:
    """Who writes the plan; and a curator of its project, who takes what everybody may read once it has begun."""
    return is_inside(actor, experiment) or (actor.curates(experiment.project_id) and experiment.is_shown)


def can_write(actor: Actor, pattern: Pattern) -> bool:
    """Those who write for its organisation; of a project's template the curators of any of the project's partners."""
    if pattern.project_id is not None:
        return actor.curates(pattern.project_id)
    return actor.has_role(pattern.organisation_id, "editor", "teacher")
