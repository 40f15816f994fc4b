"""A report's rows and content as the plain document that files are written from."""

from typing import Any

from django.utils.translation import override

from mint.projects.models import Partner
from reports.counting.breakdowns import Table as Broken
from reports.counting.breakdowns import broken_down
from reports.documents.document import Chart, Company, Document, Experiment, Group, Line, Part, Row, Said, Split, Table
from reports.models import Report


def lines_of(report: Report) -> list[Line]:
    """The figures with their rows and groups, in as many queries for many; unit and name in the active language."""
    rows: dict[int, list[Row]] = {}
    for each in report.rows.order_by("on", "id").iterator(chunk_size=1000):
        rows.setdefault(each.figure_id, []).append(
            Row(
                each.record,
                each.object_id,
                each.title,
                each.party,
                each.business_id,
                each.on,
                each.in_period,
                each.in_total,
            )
        )
    figures = list(report.figures.order_by("order", "code").select_related("definition"))
    tables = broken_down(figures, report.rows.all())
    return [
        Line(
            each.code,
            each.name,
            str(each.get_unit_display()),
            each.value,
            each.total,
            each.target,
            rows.get(each.pk, []),
            [_split(table) for table in tables[each.pk]],
        )
        for each in figures
    ]


def _split(table: Broken) -> Split:
    return Split(table.title, [Group(cell.name, cell.in_period, cell.in_total) for cell in table.cells], table.note)


def cover_of(report: Report) -> dict[str, str]:
    """Who reports what to whom, as it is now: kept with the figures, so that a later name changes no locked report."""
    project, funder, language = report.project, report.project.funder, report.language
    partners = Partner.objects.filter(project=project).exclude(organisation_id=report.organisation_id)
    with override(language):
        return {
            "title": report.title,
            "project": project.name,
            "code": project.code,
            "fund": getattr(funder, f"fund_{language}"),
            "sentence": getattr(funder, f"sentence_{language}"),
            "implementer": str(report.organisation),
            "partners": ", ".join(partners.order_by("organisation__name").values_list("organisation__name", flat=True)),
            "emblem": _official(report),
        }


def document_of(report: Report) -> Document:
    """In the report's own language, whoever builds it."""
    cover: dict[str, Any] = report.content.get("cover") or cover_of(report)
    with override(report.language):
        return Document(
            **cover,
            language=report.language,
            starts_on=report.starts_on,
            ends_on=report.ends_on,
            lines=lines_of(report),
            experiments=[Experiment(**each) for each in report.content.get("experiments", [])],
            companies=[Company(**each) for each in report.content.get("companies", [])],
            missing=[each["text"] for each in report.content.get("missing", [])],
            charts=[Chart(**each) for each in report.content.get("charts", [])],
            parts=[_part(each) for each in report.content.get("parts", [])],
        )


def _part(kept: dict[str, Any]) -> Part:
    table = kept["table"]
    texts = [Said(**each) for each in kept["texts"]]
    shown = Table(**table) if table else None
    return Part(kept["key"], kept["title"], kept["block"], texts, shown, kept.get("is_needed", False))


def _official(report: Report) -> str:
    """The funder's own emblem, where it is an SVG; otherwise ours is drawn."""
    emblem = report.project.funder.emblem
    if not emblem or not str(emblem.name).endswith(".svg"):
        return ""
    with emblem.open("rb") as stream:
        return str(stream.read().decode())
