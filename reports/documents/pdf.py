"""The report as an accessible PDF: PDF/A-2a and PDF/UA-1 at once, the same bytes from the same document."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mint.typeset import typeset
from reports.documents import emblem
from reports.documents.document import Document, Line, Part, Split, dashed, reached, shown, shown_date

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
MOST_ROWS = 100  # of a figure: whoever reads more of them reads the workbook


def render(document: Document) -> bytes:
    """Raises RuntimeError when a drawing has no words for it, or a heading level is skipped."""
    with override(document.language):
        return typeset(TEMPLATE, content(document))


def content(document: Document) -> dict[str, Any]:
    """What the template reads: texts in the document's language, numbers already as they are written in it."""
    return {
        "language": document.language,
        "title": document.title,
        "project": document.project,
        "code": document.code,
        "fund": document.fund,
        "sentence": document.sentence,
        "implementer": document.implementer,
        "period": document.period,
        "emblem": document.emblem or emblem.svg(),
        "emblem_format": "svg",
        "facts": [[_("Lead implementer"), document.implementer], [_("Partners"), document.partners]],
        "summary": summary(document),
        "missing": list(document.missing),
        "figures": [_figure(line) for line in document.lines],
        "charts": [vars(chart) for chart in document.charts],
        "experiments": [vars(each) for each in document.experiments],
        "companies": [
            dashed([each.name, each.business_id, each.place, each.activities]) for each in document.companies
        ],
        "parts": [_part(each) for each in parts_of(document)],
        "rows": [_appendix(line) for line in document.lines],
        "words": words(),
    }


def parts_of(document: Document) -> Sequence[Part]:
    """The sections of its template; a report without one shows what it counted, in the order of always."""
    if document.parts:
        return document.parts
    titles = words()
    always = ("summary", "figures", *(["charts"] if document.charts else []), "experiments", "companies")
    return [Part(block, titles[block], block) for block in always]


def _part(part: Part) -> dict[str, Any]:
    shown = {**asdict(part), "is_empty": part.is_empty}
    if part.table:
        shown["table"] = {**asdict(part.table), "rows": [dashed(row) for row in part.table.rows]}
    return shown


def summary(document: Document) -> list[str]:
    """Sentences that follow from the figures; nobody types a number into them."""
    targeted = [line for line in document.lines if line.target]
    met = [line for line in targeted if line.target and line.total >= line.target]
    sentences = [
        _("This report covers %(period)s. Each figure is counted from the records listed in the appendix.")
        % {"period": document.period},
    ]
    if targeted:
        numbers = {"met": len(met), "all": len(targeted)}
        sentences.append(_("%(met)d of %(all)d targets have been reached.") % numbers)
    numbers = {"experiments": len(document.experiments), "companies": len(document.companies)}
    sentences.append(
        _("Experiments in the period: %(experiments)d. Companies, each counted once: %(companies)d.") % numbers
    )
    return sentences


def _figure(line: Line) -> list[str]:
    unit = f"{line.name} ({line.unit})"
    return [line.code, unit, shown(line.value), shown(line.total), shown(line.target), reached(line)]


def _appendix(line: Line) -> dict[str, Any]:
    title = f"{line.code} {line.name}"
    rows = [
        dashed(
            [
                shown_date(row.on),
                row.title,
                _owner(row.organisation, row.business_id),
                shown(row.in_period),
                shown(row.in_total),
            ]
        )
        for row in line.rows[:MOST_ROWS]
    ]
    more = len(line.rows) - MOST_ROWS
    rest = (
        _("There are %(number)d more records; all of them are in the workbook.") % {"number": more} if more > 0 else ""
    )
    caption = _("Records counted: %(name)s") % {"name": line.name}
    splits = [_split(each, line) for each in line.splits]
    return {"title": title, "caption": caption, "rows": rows, "rest": rest, "splits": splits}


def _split(split: Split, line: Line) -> dict[str, Any]:
    """A group of too few people says so; a table without a group is its note alone."""
    rows = [[each.name, _part_of(each.in_period), _part_of(each.in_total)] for each in split.groups]
    caption = _("%(name)s, broken down: %(by)s") % {"name": line.name, "by": split.by}
    return {"caption": caption, "heads": [split.by, _("Period"), _("In total")], "rows": rows, "note": split.note}


def _part_of(value: Decimal | None) -> str:
    return _("not shown") if value is None else shown(value)


def _owner(name: str, business_id: str) -> str:
    return f"{name} ({business_id})" if business_id else name


def words() -> dict[str, Any]:
    return {
        "emblem": _("The emblem of the European Union"),
        "contents": _("Contents"),
        "summary": _("Summary"),
        "missing": _("Missing from the data"),
        "figures": _("Figures"),
        "figures_caption": _("Figures in the period and since the project began, against the targets"),
        "figures_head": [
            _("Code"),
            pgettext("report", "Indicator"),
            _("Period"),
            _("In total"),
            _("Target"),
            _("Reached"),
        ],
        "charts": _("Charts"),
        "experiments": _("Experiments and what came of them"),
        "decision": _("Decision"),
        "learnings": _("Learnings"),
        "companies": _("Companies, each counted once"),
        "companies_caption": _("Companies that took part, by business ID"),
        "companies_head": [_("Company"), _("Business ID"), _("Municipality"), _("Took part in")],
        "appendix": _("Appendix: the records behind each figure"),
        "appendix_lead": _(
            "The columns show what a record adds in the period and in total. "
            "A company already counted adds nothing a second time."
        ),
        "rows_head": [_("Date"), _("Record"), _("Organisation"), _("Period"), _("In total")],
        "none": _("None in this period."),
        "unwritten": _("This section has not been written."),
    }
