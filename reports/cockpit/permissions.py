"""Who looks at the whole project, and who at the own part of a partner."""

from mint.actor import WRITERS, Actor
from mint.projects.models import Partner, Project
from reports.permissions import can_report


def can_steer(actor: Actor, project: Project, organisation_id: int) -> bool:
    """The manager of the lead, acting for it."""
    return actor.manages(project.pk) and can_report(actor, organisation_id)


def can_see_part(actor: Actor, project: Project, organisation_id: int) -> bool:
    """Whoever writes in an organisation that takes part in the project, acting for it."""
    is_partner = Partner.objects.filter(project=project, organisation_id=organisation_id).exists()
    return is_partner and actor.has_role(organisation_id, *WRITERS)
