"""The report as a workbook and as a CSV. What people wrote stays text: never a formula, never a link."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mint.sheets import harmless
from reports.documents.document import Document, Group, Line, Part, Table, percent

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))
OPTIONS = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d.m.yyyy",
}


def workbook(document: Document) -> bytes:
    """XLSX: a sheet for each section of the report, then one for the rows of each figure."""
    with override(document.language):
        return book(
            document.title, document.ends_on, (*ordered(document), *splits(document), *map(records, document.lines))
        )


def book(title: str, day: date, found: "Iterable[Section]") -> bytes:
    """An XLSX of a day: the same sheets of the same day are the same bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as made:
        made.set_properties({"title": title, "created": datetime.combine(day, time())})
        bold = made.add_format({"bold": True})
        for section in found:
            _sheet(made, section, bold)
    return target.getvalue()


@dataclass(frozen=True)
class Section:
    """What becomes a sheet: its name, its heads, its rows, and how wide its columns are (the last width goes on)."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = (14, 44, 44, 16)


def ordered(document: Document) -> list[Section]:
    """In the template's order, each section that has rows; without a template the figures first, then the rest."""
    about, experiments, companies, missing = sections(document)
    if not document.parts:
        return [figures(document), about, experiments, companies, missing]
    own = {"figures": figures(document), "experiments": experiments, "companies": companies}
    found = [own.get(part.block) or _gathered(part) for part in document.parts]
    return [about, texts(document), *(each for each in found if each and each.rows), missing]


def _gathered(part: Part) -> Section | None:
    return Section(part.title, part.table.heads, typed(part.table), TEXTS) if part.table else None


def typed(table: Table) -> list[list[Any]]:
    """A column that `shown_date` or `shown` wrote, and nothing else, is of dates or of numbers again."""
    columns = [_column([row[place] for row in table.rows]) for place in range(len(table.heads))]
    return [list(row) for row in zip(*columns, strict=True)]


def _column(cells: Sequence[str]) -> Sequence[Any]:
    for read in (_day, _number):
        found = [read(each) if each else None for each in cells]
        if any(cells) and all(value is not None or not each for value, each in zip(found, cells, strict=True)):
            return found
    return cells


def _day(cell: str) -> date | None:
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", cell, re.ASCII)
    try:
        return date(*map(int, reversed(found.groups()))) if found else None
    except ValueError:
        return None


def _number(cell: str) -> Decimal | None:
    """In the active language's signs."""
    plain = cell.replace(get_format("THOUSAND_SEPARATOR"), "").replace(get_format("DECIMAL_SEPARATOR"), ".")
    return Decimal(plain) if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", plain, re.ASCII) else None


def texts(document: Document) -> Section:
    """What people wrote, a row for each text."""
    rows = [
        [part.title, each.language, "\n".join(each.paragraphs)]
        for part in document.parts
        for each in part.texts
        if each.paragraphs
    ]
    return Section(_("Texts"), [_("Section"), _("Language"), _("Text")], rows, (44, 10, 100))


def figures(document: Document) -> Section:
    return Section(_("Figures"), head(), [_cells(line) for line in document.lines])


def splits(document: Document) -> list[Section]:
    """The figures broken down, a row for each group; where a cell is empty the note says why."""
    rows = [
        [line.code, line.name, split.by, group.name if group else None, *_parts(group), split.note]
        for line in document.lines
        for split in line.splits
        for group in (*split.groups, *([] if split.groups else [None]))
    ]
    heads = [
        _("Code"),
        pgettext("report", "Indicator"),
        _("Broken down by"),
        _("Group"),
        _("Period"),
        _("In total"),
        _("Note"),
    ]
    return [Section(_("Broken down"), heads, rows, (14, 44, 16, 30, 12, 12, 60))] if rows else []


def _parts(group: Group | None) -> list[Decimal | None]:
    return [group.in_period, group.in_total] if group else [None, None]


def records(line: Line) -> Section:
    """The records behind a figure, one after the other: only the one that is written is in memory."""
    rows = (
        [row.on, row.title, row.organisation, row.business_id, row.record, row.object_id, row.in_period, row.in_total]
        for row in line.rows
    )
    return Section(line.code, row_head(), rows)


def listing(document: Document) -> bytes:
    """CSV of the figures, as spreadsheet programs here read it: semicolons, a byte order mark, our decimal sign."""
    target = io.StringIO()
    with override(document.language):
        writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
        writer.writerow(head())
        for line in document.lines:
            writer.writerow([_csv_cell(cell, document.language) for cell in _cells(line)])
    return target.getvalue().encode("utf-8-sig")


TEXTS = (44, 44, 30)


def sections(document: Document) -> list[Section]:
    """What the report says beside its figures."""
    about: list[list[Any]] = [
        [_("Report"), document.title],
        [_("Project"), f"{document.project} ({document.code})"],
        [_("Lead implementer"), document.implementer],
        [_("Partners"), document.partners],
        [pgettext("report", "First day"), document.starts_on],
        [_("Last day"), document.ends_on],
        [_("Fund"), document.fund],
        [_("Funding"), document.sentence],
    ]
    ran = [[each.title, each.place, each.state, each.decision, each.learnings] for each in document.experiments]
    took_part = [[each.name, each.business_id, each.place, each.activities] for each in document.companies]
    return [
        Section(_("About the report"), [_("Thing"), _("Value")], about, TEXTS),
        Section(
            _("Experiments"),
            [_("Experiment"), _("Municipality"), _("State"), _("Decision"), _("Learnings")],
            ran,
            TEXTS,
        ),
        Section(
            _("Companies"), [_("Company"), _("Business ID"), _("Municipality"), _("Took part in")], took_part, TEXTS
        ),
        Section(_("Missing"), [_("Missing from the data")], [[each] for each in document.missing], TEXTS),
    ]


def head() -> list[str]:
    return [
        _("Code"),
        pgettext("report", "Indicator"),
        _("Unit"),
        _("Period"),
        _("In total"),
        _("Target"),
        _("Reached, %"),
    ]


def row_head() -> list[str]:
    return [
        _("Date"),
        _("Record"),
        _("Organisation"),
        _("Business ID"),
        _("Kind of record"),
        _("Record number"),
        _("Period"),
        _("In total"),
    ]


def _cells(line: Line) -> list[Any]:
    reached = percent(line) if line.target else None
    return [line.code, line.name, line.unit, line.value, line.total, line.target, reached]


def _sheet(book: Any, section: Section, bold: Any) -> None:
    sheet = book.add_worksheet(_sheet_name(book, section.name))
    sheet.freeze_panes(1, 0)
    for column in range(len(section.heads)):
        width = section.widths[min(column, len(section.widths) - 1)]
        sheet.set_column(column, column, width)
    sheet.write_row(0, 0, section.heads, bold)
    for number, cells in enumerate(section.rows, start=1):
        for column, cell in enumerate(cells):
            _write(sheet, number, column, cell)


def _write(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, Decimal | int):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_datetime(row, column, cell)


def _sheet_name(book: Any, code: str) -> str:
    """At most 31 characters, none that a workbook forbids, none used already."""
    name = code.translate(FORBIDDEN)[:28] or "-"
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    tried = (name if number == 1 else f"{name} {number}" for number in range(1, 100))
    return next(each for each in tried if each.lower() not in taken)


def _csv_cell(cell: Any, language: str) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if cell is None:
        return ""
    plain = format(cell.normalize() if isinstance(cell, Decimal) else cell, "f" if isinstance(cell, Decimal) else "")
    return plain if language == "en" else plain.replace(".", ",")
