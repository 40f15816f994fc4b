"""Who answers the funder."""

from mint.actor import Actor
from reports.inquiries.models import Thread
from reports.models import Report
from reports.permissions import can_manage


def can_answer(actor: Actor, thread: Thread) -> bool:
    return can_manage(actor, thread.report)


def can_invite(actor: Actor, report: Report) -> bool:
    return report.is_frozen and can_manage(actor, report)
