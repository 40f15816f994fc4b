"""Who puts a dossier together, and who takes it: whoever manages the report."""

from mint.actor import Actor
from reports.models import Report
from reports.permissions import can_manage


def can_put_together(actor: Actor, report: Report) -> bool:
    return report.is_frozen and can_manage(actor, report)
