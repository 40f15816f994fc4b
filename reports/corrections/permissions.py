"""Who proposes a correction, and who else decides it."""

from mint.actor import Actor
from mint.projects.models import Project
from reports.corrections.models import Correction
from reports.permissions import can_report


def can_read(actor: Actor, project: Project) -> bool:
    """Who manages the project, and the curators of its partners: the second person is found among them."""
    return actor.manages(project.pk) or actor.curates(project.pk)


def can_propose(actor: Actor, project: Project, organisation_id: int) -> bool:
    return actor.manages(project.pk) and can_report(actor, organisation_id)


def can_decide(actor: Actor, correction: Correction) -> bool:
    """Never the one who proposed it."""
    return actor.user_id != correction.proposed_by_id and can_read(actor, correction.project)


def can_withdraw(actor: Actor, correction: Correction) -> bool:
    return actor.user_id == correction.proposed_by_id and actor.manages(correction.project_id)
