"""Who publishes an ecosystem review: the manager of the lead, once it is locked."""

from mint.actor import Actor
from reports.models import Report
from reports.permissions import can_manage
from reports.states import Kind


def can_publish(actor: Actor, report: Report) -> bool:
    return report.kind == Kind.ECOSYSTEM and can_manage(actor, report)
