"""Who keeps the tariffs of an organisation, and who promises its hours."""

from experiments.hours.models import Line
from experiments.models import Experiment
from experiments.permissions import can_lead, can_plan, can_write_plan
from mint.actor import Actor


def can_keep_tariffs(actor: Actor) -> bool:
    """The owners of the organisation acted for, and a municipality's coordinators."""
    return actor.has_role(actor.organisation_id, "owner", "coordinator")


def can_give(actor: Actor, experiment: Experiment) -> bool:
    """Whoever may write the plan, of their own organisation's hours."""
    return can_plan(actor, experiment)


def can_change(actor: Actor, line: Line) -> bool:
    return can_give(actor, line.experiment) and line.giver_id == actor.organisation_id


def has_parted(line: Line) -> bool:
    """Its giver takes part no more: the hours stay as they were promised."""
    return line.giver_id not in {line.experiment.organisation_id, *line.experiment.party_ids}


def can_take_away(actor: Actor, line: Line) -> bool:
    """Whose hours they are; the owner, those of a party that has left."""
    return can_change(actor, line) or (can_lead(actor, line.experiment) and has_parted(line))


def may_give_now(actor: Actor, experiment: Experiment) -> bool:
    """Not who has approved the plan: the four eyes stay four."""
    return can_write_plan(actor, experiment)
