"""Who may what with reports: the project manager of the lead, acting for it."""

from mint.actor import Actor
from reports.models import Report


def can_manage(actor: Actor, report: Report) -> bool:
    return actor.manages(report.project_id) and actor.has_role(report.organisation_id, "project_manager")


def can_report(actor: Actor, organisation_id: int) -> bool:
    """Start reports for projects that the organisation leads."""
    return bool(actor.managed_ids) and actor.has_role(organisation_id, "project_manager")


def nobody(actor: Actor, report: Report) -> bool:
    return False
