"""What waits for the manager: a funder's question without an answer."""

from typing import Any

from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from reports.inquiries.models import Thread
from reports.permissions import can_report

MOST = 10


def waiting(actor: Actor, organisation: Any) -> list[Duty]:
    if not can_report(actor, organisation.id):
        return []
    seen = Thread.objects.visible_to(actor).waiting().filter(organisation_id=organisation.id)
    return [
        _duty(each) for each in seen.select_related("report__project", "report__organisation").order_by("id")[:MOST]
    ]


def _duty(thread: Thread) -> Duty:
    return Duty(
        title=_("The funder asks about a report"),
        about=thread.report.project.code,
        detail=thread.title,
        url=thread.get_absolute_url(),
        action=_("Answer"),
        icon="message-circle",
        since=clock.day_of(thread.created_at),
    )
