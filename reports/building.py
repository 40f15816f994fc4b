"""The steps that build a report. Each does its whole work in one transaction, and may be done again."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from mint.actor import Actor
from mint.jobs.models import Job
from mint.jobs.parts import results
from mint.jobs.running import Step
from mint.tenancy.context import actor_for
from mint.tenancy.roles import Kind as OrganisationKind
from mint.web import MoveError
from mint.workflow import lock
from reports import parts
from reports.counting import reading
from reports.counting.counters import Scope
from reports.counting.definitions import Standing
from reports.counting.standing import Noted, key_of, noted
from reports.counting.sums import Share, shares
from reports.documents import charts, gathering, telling
from reports.documents.kept import keep
from reports.documents.written import written
from reports.inserting import insert_columns
from reports.models import Figure, FigureRow, Indicator, IndicatorTarget, Report
from reports.states import Aggregation, FileKind, Kind, Scheme, Unit
from reports.submissions import keeping

SYSTEM = "reports.build"
COMPANIES = "companies_involved"
NOTHING = Decimal(0)
GROWTH = ("MINT02", "MINT05")  # drawn by quarter


def areas(job: Job) -> list[str]:
    return reading.areas_of(indicators(Report.objects.get(pk=job.subject_id)))


def read(job: Job, area: str) -> dict[str, Any]:
    """One area's records; the report is not locked, so that the others are read at the same time."""
    report = _changeable(Report.objects.select_related("project", "organisation").get(pk=job.subject_id))
    return reading.read(area, report, indicators(report), Scope(report.project, report.ends_on, _actor(job)))


def collect(job: Job) -> None:
    merge(job, results(job))


def merge(job: Job, found_in: dict[str, Any]) -> None:
    """Every figure's rows from what was read of each area, and what the report tells of experiments, companies and gaps."""
    report = _opened(job)
    if keeping.keeps_figures(report):
        return  # the rows are those that were submitted
    scope = Scope(report.project, report.ends_on, _actor(job))
    report.rows.all().delete()
    found = reading.Gathered(found_in)
    standings = noted(scope, found.every_row())
    kept = []
    for each in indicators(report):
        of_rule = shares(found.counted.get(each.counter, []), report.starts_on, each.aggregation)
        beside = shares(found.added.get(each.pk, []), report.starts_on, Aggregation.SUM)
        kept.append(_figure(report, each, of_rule + beside, standings).pk)
    report.figures.exclude(pk__in=kept).delete()
    with override(report.language):
        report.content = {
            "cover": gathering.cover_of(report),
            "experiments": found.texts["experiments"],
            "companies": telling.companies(found.counted.get(COMPANIES, []), report.starts_on),
            "missing": found.texts["missing"],
        }
    report.save(update_fields=["content"])


def count(job: Job) -> None:
    """A figure is the sum of what its rows add; its targets are what the project has promised today."""
    report = _opened(job)
    if keeping.keeps_figures(report):
        return
    whole, of_period = promises(report)
    sums = report.rows.values_list("figure_id").annotate(Sum("in_period"), Sum("in_total")).order_by()
    summed = {figure: (period, total) for figure, period, total in sums}
    for figure in report.figures.all():
        promised, now = whole.get(figure.indicator_id), of_period.get(figure.indicator_id)
        figure.value, figure.total = summed.get(figure.pk, (NOTHING, NOTHING))
        figure.target, figure.baseline = (promised.value, promised.baseline) if promised else (None, None)
        figure.period_target = now.value if now else None
        figure.save(update_fields=["value", "total", "target", "baseline", "period_target"])


def promises(report: Report) -> tuple[dict[int, IndicatorTarget], dict[int, IndicatorTarget]]:
    """By indicator: what was promised of the whole project, and of the report's period."""
    found = list(IndicatorTarget.objects.filter(project=report.project))
    whole = {each.indicator_id: each for each in found if each.period_id is None}
    of_period = {each.indicator_id: each for each in found if each.period_id and each.period_id == report.period_id}
    return whole, of_period if report.kind == Kind.FUNDER else {}


def gather(job: Job) -> None:
    """What stands beside the figures: the texts of its sections, and the data that they show."""
    report = _opened(job)
    with override(report.language):
        report.content |= parts.gathered(report, Scope(report.project, report.ends_on, _actor(job)))
    report.save(update_fields=["content"])


def draw(job: Job) -> None:
    report = _opened(job)
    with override(report.language):
        lines = gathering.lines_of(report)
        drawn = [charts.targets(lines)]
        started = {line.code: line for line in lines}
        since = report.project.starts_on
        grown = (started[code] for code in GROWTH if code in started)
        drawn.extend(charts.growth(line, since, report.ends_on) for line in grown)
    report.content["charts"] = [asdict(chart) for chart in drawn if chart]
    report.save(update_fields=["content"])


def files(_job: Job) -> list[str]:
    """The slowest first, so that the others are written meanwhile."""
    return [kind.value for kind in (FileKind.XLSX, FileKind.PDF, FileKind.DOCX, FileKind.CSV, FileKind.JSON)]


def write(job: Job, kind: str) -> None:
    """One file. The report is locked only while it is put in its place, so that all can be written side by side."""
    report = _changeable(Report.objects.select_related("project__funder", "organisation").get(pk=job.subject_id))
    data = written(FileKind(kind), gathering.document_of(report))
    keep(_opened(job), FileKind(kind), data)


def finish(job: Job) -> None:
    """All files are there, and of one building."""
    report = _opened(job)
    if report.files.count() < len(FileKind):
        raise MoveError(_("Build the report first: it has no files yet."))


STEPS = (
    Step("collect", gettext_lazy("Collecting the records"), collect, parts=areas, part=read),
    Step("count", gettext_lazy("Counting the figures"), count),
    Step("gather", gettext_lazy("Gathering the sections"), gather),
    Step("draw", gettext_lazy("Drawing the charts"), draw),
    Step(
        "write",
        gettext_lazy("Writing the accessible PDF, Word, XLSX, CSV and JSON"),
        finish,
        parts=files,
        part=write,
    ),
)


def indicators(report: Report) -> list[Indicator]:
    """MINT's own, those that the project reports to its funder and those it made; valid some time in the period."""
    ours = Q(scheme=Scheme.MINT, project=None) & ~Q(counter="")
    found = Indicator.objects.filter(ours | Q(targets__project=report.project)).distinct()
    begun = Q(valid_from=None) | Q(valid_from__lte=report.ends_on)
    return list(found.filter(begun, Q(valid_until=None) | Q(valid_until__gte=report.starts_on)))


def _opened(job: Job) -> Report:
    """The report, locked until the step ends. Raises MoveError when it no longer changes."""
    return _changeable(lock(Report.objects.select_related("project__funder", "organisation").get(pk=job.subject_id)))


def _changeable(report: Report) -> Report:
    if not report.is_changeable:
        raise MoveError(_("The report has been approved; its figures no longer change."))
    return report


def _actor(job: Job) -> Actor:
    if job.requested_by_id is None:
        return Actor.system(SYSTEM)
    return actor_for(job.requested_by_id, job.organisation_id)


def _figure(report: Report, indicator: Indicator, found: list[Share], standings: Noted) -> Figure:
    copied = ("name_fi", "name_sv", "name_en", "code", "unit", "aggregation", "order")
    values: dict[str, Any] = {name: getattr(indicator, name) for name in copied}
    values["organisation_id"] = report.organisation_id
    values["definition"] = indicator.versions.filter(number=indicator.number).first()
    figure, _created = Figure.objects.update_or_create(report=report, indicator=indicator, defaults=values)
    insert_columns([_row(figure, share, standings) for share in found])
    return figure


def _row(figure: Figure, share: Share, standings: Noted) -> FigureRow:
    row, party = share.row, share.row.party
    key = key_of(row)
    then = standings.get(key) if key else None
    return FigureRow(
        organisation_id=figure.organisation_id,
        report_id=figure.report_id,
        figure=figure,
        record=row.record,
        object_id=row.object_id,
        title=row.title,
        party=then.name if then else party.name if party else "",
        business_id=party.business_id if party and party.kind == OrganisationKind.COMPANY else "",
        size=then.size if then else "",
        municipality_id=_place(figure, share, then),
        industry_id=then.industry_id if then else None,
        on=row.on,
        in_period=share.in_period,
        in_total=share.in_total,
    )


def _place(figure: Figure, share: Share, then: Standing | None) -> int | None:
    """Of a company its own municipality as it was then; of everything else where it happened."""
    row, party = share.row, share.row.party
    if figure.unit == Unit.COMPANIES and then:
        return then.municipality_id
    return row.place_id or (party.municipality_id if party else None)
