"""The report as a workbook and as a CSV. What people wrote stays text: never a formula, never a link."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mint.sheets import harmless
from reports.document import Document, Line, percent

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
    """XLSX: one sheet of figures, then one for the rows of each figure."""
    target = io.BytesIO()
    with override(document.language), xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": document.title, "created": datetime.combine(document.ends_on, time())})
        bold = book.add_format({"bold": True})
        _sheet(book, _("Figures"), head(), [_cells(line) for line in document.lines], bold)
        for line in document.lines:
            rows = (
                [
                    row.on,
                    row.title,
                    row.organisation,
                    row.business_id,
                    row.record,
                    row.object_id,
                    row.in_period,
                    row.in_total,
                ]
                for row in line.rows
            )
            _sheet(book, _sheet_name(book, line.code), row_head(), rows, bold)
    return target.getvalue()


def listing(document: Document) -> bytes:
    """CSV of the figures, as spreadsheet programs here read it: semicolons, a byte order mark, our decimal sign."""
    target = io.StringIO()
    with override(document.language):
        writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
        writer.writerow(head())
        for line in document.lines:
            writer.writerow([_csv_cell(cell, document.language) for cell in _cells(line)])
    return target.getvalue().encode("utf-8-sig")


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


def _sheet(book: Any, name: str, heads: list[str], rows: Iterable[list[Any]], bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 2, 44)
    sheet.set_column(3, len(heads) - 1, 16)
    sheet.write_row(0, 0, heads, bold)
    for number, cells in enumerate(rows, start=1):
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
