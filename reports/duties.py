"""The duty nobody can skip: a report that is due."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.projects.models import Period
from reports import pages
from reports.document import span
from reports.models import Report
from reports.permissions import can_report
from reports.states import WAITING


def due(actor: Actor, organisation: Any) -> list[Duty]:
    """Reports due within thirty days, or overdue, of the projects that one manages here."""
    if not can_report(actor, organisation.id):
        return []
    begun = Report.objects.filter(period=OuterRef("pk"), state__in=WAITING).order_by("-id")
    led = Period.objects.filter(project__partners__part="lead", project__partners__organisation_id=organisation.id)
    waiting = pages.due(led.filter(project_id__in=actor.managed_ids).select_related("project"))
    return [_duty(each, organisation.slug) for each in waiting.annotate(report_id=Subquery(begun.values("pk")[:1]))]


def _duty(period: Any, organisation: str) -> Duty:
    url = (
        reverse("reports:detail", args=[organisation, period.report_id])
        if period.report_id
        else f"{reverse('reports:new', args=[organisation])}?period={period.pk}&language=fi"
    )
    return Duty(
        title=_("Report of %(project)s") % {"project": period.project.code},
        detail=span(period.starts_on, period.ends_on),
        url=url,
        action=_("Open the report") if period.report_id else _("Put the report together"),
        icon="file-chart-column",
        urgent=period.due_on < clock.today(),
        due_on=period.due_on,
    )
