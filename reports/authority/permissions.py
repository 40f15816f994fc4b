"""Who keeps the authority's forms and fills them: the project's manager, acting for the lead."""

from mint.actor import Actor
from mint.projects.models import Project
from reports.models import Report
from reports.permissions import can_manage, can_report


def can_keep_forms(actor: Actor, project: Project, organisation_id: int) -> bool:
    return actor.manages(project.pk) and can_report(actor, organisation_id)


def can_file(actor: Actor, report: Report) -> bool:
    return report.is_locked and can_manage(actor, report)
