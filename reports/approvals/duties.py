"""What waits for a partner: a built report that it has been asked to approve."""

from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.projects.models import Partner
from reports.approvals.models import Approval, Asking
from reports.partnering import APPROVERS
from reports.states import State

MOST = 10


def waiting(actor: Actor, organisation: Any) -> list[Duty]:
    if not actor.has_role(organisation.id, *APPROVERS):
        return []
    answered = Approval.objects.filter(
        report=OuterRef("report"), built_at=OuterRef("built_at"), organisation_id=organisation.id
    )
    takes_part = Partner.objects.filter(project=OuterRef("report__project"), organisation_id=organisation.id)
    now = Asking.objects.visible_to(actor).filter(report__state=State.PRE_CHECK, report__built_at=F("built_at"))
    asked = now.exclude(report__organisation_id=organisation.id).filter(Exists(takes_part)).exclude(Exists(answered))
    return [_duty(each, organisation) for each in asked.select_related("report__project").order_by("due_on")[:MOST]]


def _duty(asking: Asking, organisation: Any) -> Duty:
    return Duty(
        title=_("Approve the project's report, or object"),
        about=asking.report.project.code,
        detail=asking.report.title,
        url=reverse("approvals:page", args=[organisation.slug, asking.report_id]),
        action=_("Read the report"),
        icon="file-chart-column",
        urgent=asking.due_on < clock.today(),
        due_on=asking.due_on,
    )
