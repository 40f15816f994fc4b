"""The steps that build a report. Each does its whole work in one transaction, and may be done again."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from mint.actor import Actor
from mint.jobs.models import Job
from mint.jobs.running import Step
from mint.tenancy.context import actor_for
from mint.tenancy.roles import Kind as OrganisationKind
from mint.web import MoveError
from mint.workflow import lock
from reports import charts, documents, telling
from reports.counters import CountedRow, Scope, rule
from reports.counting import Share, shares
from reports.kept import keep
from reports.missing import Gap, gaps
from reports.models import Figure, FigureRow, Indicator, IndicatorTarget, Report
from reports.states import FileKind, Scheme
from reports.written import written

SYSTEM = "reports.build"
COMPANIES = "companies_involved"
BATCH = 1000
NOTHING = Decimal(0)
GROWTH = ("MINT02", "MINT05")  # drawn by quarter
EDITED = tuple(kind for kind in FileKind if kind != FileKind.PDF)


def collect(job: Job) -> None:
    """Find the records of every figure, and what the report tells of experiments, companies and gaps."""
    report = _opened(job)
    scope = Scope(report.project, report.ends_on, _actor(job))
    report.rows.all().delete()
    counted: dict[str, list[CountedRow]] = {}
    kept = []
    for indicator in indicators(report):
        if indicator.counter not in counted:
            counted[indicator.counter] = list(rule(indicator.counter).rows(scope))
        found = shares(counted[indicator.counter], report.starts_on, indicator.aggregation)
        kept.append(_figure(report, indicator, found).pk)
    report.figures.exclude(pk__in=kept).delete()
    with override(report.language):
        report.content = {
            "cover": documents.cover_of(report),
            "experiments": telling.experiments(scope, report.starts_on),
            "companies": telling.companies(counted.get(COMPANIES, []), report.starts_on),
            "missing": [asdict(gap) for gap in gaps_of(report, scope.actor)],
        }
    report.save(update_fields=["content"])


def count(job: Job) -> None:
    """A figure is the sum of what its rows add; its target is what the project has promised today."""
    report = _opened(job)
    targets = dict(IndicatorTarget.objects.filter(project=report.project).values_list("indicator_id", "value"))
    summed = {
        figure: (period, total)
        for figure, period, total in report.rows.values_list("figure_id")
        .annotate(Sum("in_period"), Sum("in_total"))
        .order_by()
    }
    for figure in report.figures.all():
        figure.value, figure.total = summed.get(figure.pk, (NOTHING, NOTHING))
        figure.target = targets.get(figure.indicator_id)
        figure.save(update_fields=["value", "total", "target"])


def draw(job: Job) -> None:
    report = _opened(job)
    with override(report.language):
        lines = documents.lines_of(report)
        drawn = [charts.targets(lines)]
        started = {line.code: line for line in lines}
        since = report.project.starts_on
        grown = (started[code] for code in GROWTH if code in started)
        drawn.extend(charts.growth(line, since, report.ends_on) for line in grown)
    report.content["charts"] = [asdict(chart) for chart in drawn if chart]
    report.save(update_fields=["content"])


def render(job: Job) -> None:
    report = _opened(job)
    keep(report, FileKind.PDF, written(FileKind.PDF, documents.document_of(report)))


def write(job: Job) -> None:
    report = _opened(job)
    document = documents.document_of(report)
    for kind in EDITED:
        keep(report, kind, written(kind, document))


STEPS = tuple(
    Step(work.__name__, label, work)
    for label, work in (
        (gettext_lazy("Collecting the records"), collect),
        (gettext_lazy("Counting the figures"), count),
        (gettext_lazy("Drawing the charts"), draw),
        (gettext_lazy("Making the accessible PDF"), render),
        (gettext_lazy("Writing the other files"), write),
    )
)


def indicators(report: Report) -> QuerySet[Indicator]:
    """MINT's own, and those that the project reports to its funder."""
    return Indicator.objects.filter(Q(scheme=Scheme.MINT) | Q(targets__project=report.project)).distinct()


def _opened(job: Job) -> Report:
    """The report, locked until the step ends. Raises MoveError when it no longer changes."""
    report = lock(Report.objects.select_related("project__funder", "organisation").get(pk=job.subject_id))
    if not report.is_changeable:
        raise MoveError(_("The report has been approved; its figures no longer change."))
    return report


def _actor(job: Job) -> Actor:
    if job.requested_by_id is None:
        return Actor.system(SYSTEM)
    return actor_for(job.requested_by_id, job.organisation_id)


def _figure(report: Report, indicator: Indicator, found: list[Share]) -> Figure:
    copied = ("name_fi", "name_sv", "name_en", "code", "unit", "aggregation", "order")
    values: dict[str, Any] = {name: getattr(indicator, name) for name in copied}
    values["organisation_id"] = report.organisation_id
    figure, _created = Figure.objects.update_or_create(report=report, indicator=indicator, defaults=values)
    FigureRow.objects.bulk_create((_row(figure, share) for share in found), batch_size=BATCH)
    return figure


def _row(figure: Figure, share: Share) -> FigureRow:
    row, party = share.row, share.row.party
    return FigureRow(
        organisation_id=figure.organisation_id,
        report_id=figure.report_id,
        figure=figure,
        record=row.record,
        object_id=row.object_id,
        title=row.title,
        party=party.name if party else "",
        business_id=party.business_id if party and party.kind == OrganisationKind.COMPANY else "",
        on=row.on,
        in_period=share.in_period,
        in_total=share.in_total,
    )


def gaps_of(report: Report, actor: Actor) -> list[Gap]:
    return gaps(report.project, report.ends_on, actor, report.organisation.slug)
