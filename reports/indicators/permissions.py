"""Who may choose and define the indicators of a project: its manager, acting for the lead."""

from mint.actor import Actor
from mint.projects.models import Project
from reports.models import Indicator
from reports.permissions import can_report


def can_choose(actor: Actor, project: Project, organisation_id: int) -> bool:
    """Which indicators the project reports, and what its own ones mean."""
    return actor.manages(project.pk) and can_report(actor, organisation_id)


def can_define(actor: Actor, indicator: Indicator) -> bool:
    """The project's own only: the EU's are the EU's, and what every project shares is not changed by one of them."""
    return indicator.project_id is not None and actor.manages(indicator.project_id)
