"""Reading and filling a workbook that is not ours: only mapped cells change; styles, validations and formulas stay.

What openpyxl would not write again (drawings of shapes, controls, links to other workbooks, the newer rules of cells)
is found when the workbook comes in, and it is refused: a form that loses something on the way is worse than none.

openpyxl is imported where it is used: it brings numpy along, which a web process that opens no workbook does without.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from mint.zipped import dated
from reports.authority.sources import Value

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,5}")
LAST = 16384  # column of a sheet
ROWS, COLUMNS, SHEETS = 80, 20, 10  # of what a page shows; a cell further away is mapped by its address
LOST = re.compile(
    r"^xl/(ctrlProps|externalLinks|slicers|slicerCaches|timelines|timelineCaches|pivotTables|charts|embeddings|"
    r"queryTables|customProperty|threadedComments)/|^customXml/|^xl/connections\.xml$|^xl/media/.*\.(emf|wmf|svg)$"
)
SHAPES = re.compile(rb"<xdr:(sp|grpSp|cxnSp|graphicFrame)\b")  # of a drawing; pictures stay
NEWER_RULES = re.compile(rb"<(x14:|xm:|mc:AlternateContent|[a-z0-9]+:dataValidations)")
STARTS_A_FORMULA = "="


class WorkbookError(Exception):
    """Why a workbook is not taken, or not filled: `code` says it for the page to put in words."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code}: {what}")
        self.code, self.what = code, what


class Cell(NamedTuple):
    """One place of the map."""

    sheet: str
    cell: str
    source: str
    required: bool


def in_order(cell: Cell) -> tuple[str, int, int]:
    """By sheet, then as one reads: row by row."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    column, row = coordinate_from_string(cell.cell)
    return cell.sheet, row, column_index_from_string(column)


class Shown(NamedTuple):
    """A cell as a page shows it."""

    address: str
    text: str
    is_formula: bool
    across: int


class Sheet(NamedTuple):
    name: str
    columns: list[str]
    rows: list[tuple[int, list[Shown]]]


def opened(data: bytes) -> Workbook:
    """Raises WorkbookError: not a workbook, or one with what would be lost."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            lost = next((name for name in package.namelist() if _is_lost(name, package)), "")
        book = None if lost else load_workbook(io.BytesIO(data))
    except Exception as error:  # a broken workbook breaks the library in many ways; all of them are the file's
        raise WorkbookError("broken") from error
    if book is None:
        raise WorkbookError("lost", lost)
    if not book.worksheets:
        raise WorkbookError("broken")
    return book


def _is_lost(name: str, package: zipfile.ZipFile) -> bool:
    if name.startswith("xl/drawings/drawing"):
        return SHAPES.search(package.read(name)) is not None
    if name.startswith("xl/worksheets/sheet"):
        return NEWER_RULES.search(package.read(name)) is not None
    return LOST.match(name) is not None


def place(book: Workbook, sheet: str, address: str) -> Any:
    """The cell of an address. Raises WorkbookError where it is none, is inside a merged one, or holds a formula."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
    from openpyxl.utils.exceptions import CellCoordinatesException
    from openpyxl.worksheet.worksheet import Worksheet

    wanted = address.strip().upper().replace("$", "")
    if sheet not in book.sheetnames or not isinstance(book[sheet], Worksheet):
        raise WorkbookError("sheet", sheet)
    try:
        known = ADDRESS.fullmatch(wanted) and column_index_from_string(coordinate_from_string(wanted)[0]) <= LAST
        cell = book[sheet][wanted] if known else None
    except (CellCoordinatesException, ValueError):
        cell = None
    if cell is None:
        raise WorkbookError("address", address[:12])
    if isinstance(cell, MergedCell):
        raise WorkbookError("merged", wanted)
    if cell.data_type == "f":
        raise WorkbookError("formula", wanted)
    return cell


def filled(data: bytes, values: Iterable[tuple[str, str, Value]]) -> bytes:
    """The workbook with these values, and nothing else changed; a program that opens it counts its formulas anew."""
    book = opened(data)
    for sheet, address, value in values:
        _put(place(book, sheet, address), value)
    book.calculation.fullCalcOnLoad = True
    return written(book)


def written(book: Workbook) -> bytes:
    """As of the day the workbook says itself, whenever it is written."""
    target = io.BytesIO()
    modified = book.properties.modified
    book.save(target)
    return dated(_as_modified(target.getvalue(), modified))


def _put(cell: Any, value: Value) -> None:
    """Numbers as numbers, days as days; a text is a text, also one that begins as a formula does."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        if value.startswith(STARTS_A_FORMULA):
            cell.data_type = "s"
    else:
        style = cell.number_format
        cell.value = value
        if value is not None and style != "General":
            cell.number_format = style


STAMP = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def _as_modified(data: bytes, moment: datetime | None) -> bytes:
    """The library says that it was changed now; the same report is to be the same file."""
    said = (moment or datetime(2000, 1, 1, tzinfo=UTC)).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = STAMP.sub(rb"\g<1>" + said + rb"\g<2>", content)
            new.writestr(part, content)
    return target.getvalue()


def sheets(book: Workbook) -> list[Sheet]:
    """The beginning of each sheet, as a page shows it."""
    return [_sheet(each) for each in book.worksheets[:SHEETS]]


def _sheet(sheet: Worksheet) -> Sheet:
    from openpyxl.utils import get_column_letter

    rows, columns = min(sheet.max_row, ROWS), min(max(sheet.max_column, 1), COLUMNS)
    return Sheet(
        sheet.title,
        [get_column_letter(number) for number in range(1, columns + 1)],
        [(row, _row(sheet, row, columns)) for row in range(1, rows + 1)],
    )


def _row(sheet: Worksheet, row: int, columns: int) -> list[Shown]:
    from openpyxl.cell.cell import MergedCell

    cells: Sequence[Any] = next(sheet.iter_rows(min_row=row, max_row=row, max_col=columns))
    wide = {(each.min_row, each.min_col): each.max_col - each.min_col + 1 for each in sheet.merged_cells.ranges}
    found: list[Shown] = []
    for cell in cells:
        if isinstance(cell, MergedCell):
            if not any(each.min_row == row and cell.coordinate in each for each in sheet.merged_cells.ranges):
                found.append(Shown("", "", is_formula=False, across=1))
            continue
        across = min(wide.get((row, cell.column), 1), columns - cell.column + 1)
        formula = cell.data_type == "f"
        text = "" if cell.value is None or formula else str(cell.value)
        found.append(Shown(cell.coordinate, text[:60], formula, across))
    return found
