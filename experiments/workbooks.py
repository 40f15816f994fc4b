"""The first sheet of an XLSX workbook as the rows that people paste: nothing in it runs, and little of it is read.

A reader of workbooks makes room for every cell between the first and the last: so a look at the sheet's own XML comes
first, which bounds rows, columns and size, and finds the formulas and the errors that the reader does not tell of.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import Element  # a type's name; what is parsed is parsed by defusedxml

from defusedxml import ElementTree
from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from django.utils.translation import gettext as _

from experiments.importing import MOST_ROWS
from mint.files import checks

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 16 * 1024 * 1024
MOST_COLUMNS = 50
LAST_ROW = MOST_ROWS + 100  # a heading, and some empty rows
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
DECIMALS = Decimal("0.000001")
Cell = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True)
class Table:
    """A line for each row of the sheet, so that the number of a line is the number of its row."""

    text: str
    sheet: str
    formulas: int = 0
    others: int = 0  # sheets beside it, that were not read


@dataclass(frozen=True)
class _Marks:
    """What the sheet's XML says and the reader does not: which cells are formulas, and which hold an error."""

    formulas: frozenset[Cell]
    errors: dict[Cell, str]


def is_workbook(upload: UploadedFile[Any]) -> bool:
    return PurePath(upload.name or "").suffix.lower() == ".xlsx"


def table_of(upload: UploadedFile[Any]) -> Table:
    """Raises ValidationError in the reader's language on what is no workbook, is too large, or is not what it says."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("The workbook is too large: two megabytes at most."), code="large")
    try:
        checks.check(upload)
    except ValidationError as error:
        raise _unreadable() if error.code == "type" else error from error
    upload.seek(0)
    content = upload.read()
    try:
        return _read(content)
    except (KeyError, IndexError, ValueError, OSError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise _unreadable() from error


def _unreadable() -> ValidationError:
    return ValidationError(
        _("This is not a workbook that can be read. Save it as XLSX without macros or a password, or as CSV."),
        code="type",
    )


def _read(content: bytes) -> Table:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
            raise ValidationError(
                _("There is too much in the workbook. Keep the sheet of the values only."), code="large"
            )
        names = _sheets(package)
        name, part = names[0]
        marks = _marks(package, part)
    rows = list(_lines(content, name, marks))
    return Table("\n".join(rows).rstrip("\n"), name, len(marks.formulas), len(names) - 1)


def _sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(name, part) of the sheets that are shown, in the workbook's order."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    parts = {each.get("Id"): str(each.get("Target")) for each in relations}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    shown = [each for each in book.iter() if _tag(each) == "sheet" and each.get("state", "visible") == "visible"]
    found = [(str(each.get("name")), parts[each.get(RELATION)]) for each in shown]
    return [(name, part.lstrip("/") if part.startswith("/") else f"xl/{part}") for name, part in found]


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _marks(package: zipfile.ZipFile, part: str) -> _Marks:
    """One pass over the sheet's cells, none of which is kept."""
    formulas: set[Cell] = set()
    errors: dict[Cell, str] = {}
    with package.open(part) as sheet:
        for _event, element in ElementTree.iterparse(sheet):
            if _tag(element) == "c":
                cell = _place(element.get("r", ""))
                values = {_tag(child): child.text or "" for child in element}
                if "f" in values:
                    formulas.add(cell)
                if element.get("t") == "e":
                    errors[cell] = values.get("v", "#")
            elif _tag(element) == "row":
                element.clear()
    return _Marks(frozenset(formulas), errors)


def _place(name: str) -> Cell:
    """`B12` is (11, 1). Raises ValidationError on a cell that no table of values has."""
    found = PLACE.fullmatch(name)
    if found is None:
        raise ValueError(name)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if not 1 <= row <= LAST_ROW or column > MOST_COLUMNS:
        raise ValidationError(
            _("The sheet has something in cell %(cell)s. At most 2,000 rows and 50 columns are read at once.")
            % {"cell": name},
            code="large",
        )
    return row - 1, column - 1


def _lines(content: bytes, sheet: str, marks: _Marks) -> list[str]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(content))
            .get_sheet_by_name(sheet)
            .to_python(skip_empty_area=False, nrows=LAST_ROW)
        )
    except CalamineError as error:
        raise ValueError(str(error)) from error
    written = [[_written(value, marks.errors.get((y, x))) for x, value in enumerate(row)] for y, row in enumerate(rows)]
    first = min((x for row in written for x, text in enumerate(row) if text), default=0)
    return [";".join(row[first:]).rstrip(";") for row in written]


def _written(value: Any, error: str | None) -> str:
    """A cell as somebody would type it: Finnish days and decimal commas."""
    if error is not None:
        return error
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int | float):
        return _number(value)
    return re.sub(r"[\s;]+", " ", str(value)).strip()


def _number(value: float) -> str:
    """Without the tail that a binary fraction leaves: six decimals are kept."""
    try:
        plain = Decimal(str(value)).quantize(DECIMALS).normalize()
    except InvalidOperation:
        return str(value)
    return format(plain, "f").replace(".", ",")
