"""Who answers for a partner."""

from mint.actor import Actor
from mint.projects.models import Partner
from reports.models import Report
from reports.partnering import APPROVERS, SHOWN


def is_partners(report: Report, organisation_id: int) -> bool:
    """Does the organisation take part, without being the one that reports?"""
    is_partner = Partner.objects.filter(project_id=report.project_id, organisation_id=organisation_id).exists()
    return is_partner and organisation_id != report.organisation_id


def can_answer(actor: Actor, report: Report) -> bool:
    return (
        report.state in SHOWN
        and actor.organisation_id is not None
        and actor.has_role(actor.organisation_id, *APPROVERS)
        and is_partners(report, actor.organisation_id)
    )
