"""The duties nobody can skip: a report that is due, and the data that it lacks."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.projects.models import Period
from reports import pages
from reports.documents.document import span
from reports.missing import Gap, gaps
from reports.models import Report
from reports.permissions import can_report
from reports.states import CHANGEABLE, WAITING

MOST = 10  # of one report: a longer list is read on its own page


def due(actor: Actor, organisation: Any) -> list[Duty]:
    """Reports due within thirty days, or overdue, of the projects that one manages here."""
    if not can_report(actor, organisation.id):
        return []
    return [_duty(each, organisation.slug) for each in pages.due(_led(actor, organisation))]


def lacking(actor: Actor, organisation: Any) -> list[Duty]:
    """What is missing from the report due first of those being put together or due soon: one at a time, at one cost."""
    if not can_report(actor, organisation.id):
        return []
    led = _led(actor, organisation)
    soon = Q(report_state=None, pk__in=pages.due(led).values("pk"))
    period = led.filter(soon | Q(report_state__in=CHANGEABLE)).order_by("due_on", "id").first()
    if period is None:
        return []
    found = gaps(period.project, period.ends_on, actor, organisation.slug)
    return _gaps(period, found, organisation)


def _led(actor: Actor, organisation: Any) -> QuerySet[Period]:
    """Periods of the projects that one manages here, with the report begun for each, if any."""
    begun = Report.objects.filter(period=OuterRef("pk"), state__in=WAITING).order_by("-id")
    led = Period.objects.filter(project__partners__part="lead", project__partners__organisation_id=organisation.id)
    return (
        led.filter(project_id__in=actor.managed_ids)
        .select_related("project")
        .annotate(report_id=Subquery(begun.values("pk")[:1]), report_state=Subquery(begun.values("state")[:1]))
    )


def _gaps(period: Any, found: list[Gap], organisation: Any) -> list[Duty]:
    """Each of them; of many the first ones, and a last line for the rest."""
    rest = len(found) - MOST
    shown = found if rest <= 0 else found[:MOST]
    duties = [_gap(period, gap.text, gap.url or _list(period, organisation.slug), gap.who) for gap in shown]
    if rest > 0:
        text = ngettext("%(n)d other thing is missing", "%(n)d other things are missing", rest) % {"n": rest}
        duties.append(_gap(period, text, _list(period, organisation.slug)))
    return duties


def _gap(period: Any, text: str, url: str, who: str = "") -> Duty:
    """What another organisation puts right is only looked at here."""
    words = {"project": period.project.code, "span": span(period.starts_on, period.ends_on)}
    detail = _("Missing from the report of %(project)s, %(span)s.") % words
    return Duty(
        title=_("A report lacks something"),
        about=text,
        detail=f"{detail} {_('Put right by: %(who)s.') % {'who': who}}" if who else detail,
        url=url,
        action=_("Open it") if who else _("Put it right"),
        icon="list-checks",
        urgent=period.due_on < clock.today(),
        due_on=period.due_on,
    )


def _list(period: Any, organisation: str) -> str:
    """Everything that the period's report lacks, on one page."""
    if period.report_id:
        return reverse("reports:missing", args=[organisation, period.report_id])
    return _new(period, organisation)


def _new(period: Any, organisation: str) -> str:
    return f"{reverse('reports:new', args=[organisation])}?period={period.pk}&language=fi"


def _duty(period: Any, organisation: str) -> Duty:
    begun = period.report_id and reverse("reports:detail", args=[organisation, period.report_id])
    return Duty(
        title=_("Report of %(project)s") % {"project": period.project.code},
        detail=span(period.starts_on, period.ends_on),
        url=begun or _new(period, organisation),
        action=_("Open the report") if period.report_id else _("Put the report together"),
        icon="file-chart-column",
        urgent=period.due_on < clock.today(),
        due_on=period.due_on,
    )
