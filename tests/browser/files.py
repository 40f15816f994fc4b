"""What the report says in each of its forms: on the page, in the workbook, in the CSV and in the PDF."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page
from pypdf import PdfReader
from python_calamine import CalamineWorkbook


class Figure(NamedTuple):
    name: str
    value: Decimal
    total: Decimal


CELLS = """(rows) => rows.map((row) => {
    const own = (e) => (e.querySelector("a") || e).firstChild.textContent.trim();
    return [row.querySelector("th small").textContent, own(row.querySelector("th")),
        ...[...row.querySelectorAll("td")].slice(0, 2).map(own)];
})"""


def of_page(page: Page) -> dict[str, Figure]:
    """By indicator, from the page's table."""
    rows = page.locator("section[aria-labelledby=figures] tbody tr").evaluate_all(CELLS)
    return {code.strip(): Figure(name, number(value), number(total)) for code, name, value, total in rows}


def of_workbook(path: Path) -> dict[str, Figure]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Luvut").to_python()[1:]
    return {str(row[0]): Figure(str(row[1]), number(row[3]), number(row[4])) for row in rows}


def of_csv(path: Path) -> dict[str, Figure]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    return {row[0]: Figure(row[1], number(row[3]), number(row[4])) for row in rows}


def records(path: Path, code: str) -> list[str]:
    """The titles of a figure's rows, from its own sheet of the workbook."""
    return [str(row[1]) for row in CalamineWorkbook.from_path(path).get_sheet_by_name(code).to_python()[1:]]


def text_of(path: Path) -> str:
    """The PDF's words with single spaces between them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def is_tagged(path: Path) -> bool:
    """Whether a reader that speaks finds structure, language and title."""
    reader = PdfReader(path)
    root = reader.trailer["/Root"]
    marked = root.get("/MarkInfo", {}).get("/Marked") and "/StructTreeRoot" in root  # type: ignore[attr-defined]  # a dictionary
    return bool(marked and root.get("/Lang") and reader.metadata and reader.metadata.title)  # type: ignore[attr-defined]


def says(text: str, figure: Figure) -> bool:
    """Whether the figure's name is followed by its value and total."""
    parts = [re.escape(figure.name), *(written(amount) for amount in (figure.value, figure.total))]
    return bool(re.search(r"\D*?\b".join([parts[0], parts[1]]) + rf"\D+?{parts[2]}\b", text))


def written(amount: Decimal) -> str:
    return re.escape(format(amount.normalize(), "f").replace(".", ","))


def number(cell: object) -> Decimal:
    """Of a cell: a number, or one as it is written in Finnish."""
    text = re.sub(r"\s", "", str(cell)).replace("−", "-").replace(",", ".")
    return Decimal(text or 0).normalize() + 0
