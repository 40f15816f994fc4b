"""Who writes templates, who moves between stages, and who signs for a gate."""

from experiments.models import Experiment
from experiments.permissions import can_curate, can_lead, can_plan, can_steer, has_written
from experiments.staging.catalogue import Guard
from experiments.staging.models import Stage, Template
from experiments.staging.states import Kind, Mover, Role
from mint.actor import Actor


def can_write_templates(actor: Actor) -> bool:
    """A curator, for the university acted for."""
    return actor.has_role(actor.organisation_id, "curator")


def can_write(actor: Actor, template: Template) -> bool:
    """Curators of its university; of a project's template those of any of the project's partners."""
    if template.organisation_id is None or not can_write_templates(actor):
        return False
    if template.project_id is not None:
        return actor.curates(template.project_id)
    return template.organisation_id == actor.organisation_id


def can_see_board(actor: Actor) -> bool:
    """Who answers for experiments across tenants: curators, and a municipality's coordinators."""
    return bool(actor.roles & {"curator", "coordinator"})


def can_take_part(actor: Actor, experiment: Experiment) -> bool:
    """Anybody whom some stage lets move; which one, `can_move_to` says."""
    return can_plan(actor, experiment) or can_curate(actor, experiment)


def can_move_to(actor: Actor, experiment: Experiment, stage: Stage) -> bool:
    who = {Mover.OWNER: can_lead, Mover.PARTIES: can_plan, Mover.CURATOR: can_curate, Mover.STEERS: can_steer}
    return who[Mover(stage.moved_by)](actor, experiment)


def can_tick(actor: Actor, experiment: Experiment) -> bool:
    return can_take_part(actor, experiment)


def can_sign(actor: Actor, experiment: Experiment, guard: Guard) -> bool:
    """Approve for the role the gate names: nobody who began, wrote or sent the plan does."""
    if guard.kind != Kind.APPROVAL or has_written(actor, experiment):
        return False
    if guard.subject == Role.OWNER:
        return can_lead(actor, experiment)
    if guard.subject == Role.PARTY:
        return actor.organisation_id in experiment.party_ids and can_plan(actor, experiment)
    if guard.subject == Role.COORDINATOR:
        return actor.coordinates(experiment.municipality_id)
    return guard.subject == Role.CURATOR and actor.curates(experiment.project_id)


def can_ask_outside(actor: Actor, experiment: Experiment) -> bool:
    return can_steer(actor, experiment)
