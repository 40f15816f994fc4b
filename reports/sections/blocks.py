"""The data that sections show beside their text: a readable table of what is gathered for each.

Figures, charts, experiments, companies and the summary are the report's own (`reports.documents.document`); what is gathered here
becomes a table of texts, in the report's language, as it was on the day of the building.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from experiments.plan import deviations
from mint import clock
from reports.corrections.models import CorrectionFile
from reports.corrections.states import State
from reports.counting.activities import seated
from reports.counting.counters import Scope
from reports.counting.sources import begun, started
from reports.documents.document import Table, shown, shown_date
from reports.models import FigureRow
from reports.sections.models import Section
from reports.sections.states import Block, Principle

TOLD = ("MINT11", "MINT13", "MINT14")  # attraction factors published, events, media hits
MOST = 200  # rows of a table: whoever reads more of them reads the figures' own rows


@dataclass(frozen=True)
class Asked:
    """For which section, and counted for whom."""

    section: Section
    scope: Scope


def placements(asked: Asked) -> Table:
    """Those that went on in the period; people are counted, not named."""
    going = Q(ended_at=None) | Q(ended_at__gte=clock.at(asked.section.starts_on, 0))
    seats = seated(asked.scope)
    rows = [
        [each.title, str(each.get_kind_display()), each.organisation.name, shown_date(clock.day_of(each.started_at)),
         str(seats.get(each.pk, (0, 0))[0])]
        for each in started(asked.scope).filter(going)[:MOST]
        if each.started_at
    ]  # fmt: skip
    heads = [_("Place"), pgettext("placement", "Kind"), _("Host"), _("Began"), _("People")]
    return Table(_("Placements of the period"), heads, rows)


def communication(asked: Asked) -> Table:
    """What was made known: the rows of the figures that count it."""
    of_report = FigureRow.objects.visible_to(asked.scope.actor).filter(report_id=asked.section.report_id)
    found = of_report.filter(figure__code__in=TOLD).exclude(in_period=0).select_related("figure")
    rows = [
        [shown_date(each.on), each.figure.name, each.title, shown(each.in_period)]
        for each in found.order_by("on", "id")[:MOST]
    ]
    return Table(_("What was made known in the period"), [_("Date"), _("What"), _("Record"), _("Number")], rows)


def principles(asked: Asked) -> Table:
    said = {each.principle: each for each in asked.section.principles.all()}
    rows = []
    for each in Principle:
        found = said.get(each.value)
        aim = str(found.get_aim_display()) if found else _("Not said")
        rows.append([str(each.label), aim, found.reason if found else ""])
    heads = [_("Principle"), _("Relation to the project"), _("Reason")]
    return Table(_("Horizontal principles"), heads, rows)


def plan_deviations(asked: Asked) -> Table:
    """Of the experiments that ran in the period: what is not as their frozen plans said."""
    ran = Q(finished_at=None) | Q(finished_at__gte=clock.at(asked.section.starts_on, 0))
    rows = [
        [experiment.title, each.label, each.planned, each.now]
        for experiment in begun(asked.scope).filter(ran)
        for each in deviations(experiment)
    ]
    heads = [_("Experiment"), _("What"), _("Planned"), _("Now")]
    return Table(_("Deviations from the experiments' plans"), heads, rows[:MOST])


def evidence(asked: Asked) -> Table:
    """The files that stand behind the corrections of the period's figures."""
    seen = CorrectionFile.objects.visible_to(asked.scope.actor).filter(
        correction__project=asked.scope.project,
        correction__state=State.APPROVED,
        correction__on__range=(asked.section.starts_on, asked.section.ends_on),
    )
    found = seen.select_related("correction__indicator").order_by("correction__on", "id")[:MOST]
    rows = [[each.name, each.correction.indicator.code, shown_date(each.correction.on)] for each in found]
    return Table(_("Evidence of corrections"), [_("File"), _("Figure"), _("Date")], rows)


GATHERED: dict[str, Callable[[Asked], Table]] = {
    Block.PLACEMENTS: placements,
    Block.COMMUNICATION: communication,
    Block.PRINCIPLES: principles,
    Block.DEVIATIONS: plan_deviations,
    Block.EVIDENCE: evidence,
}
