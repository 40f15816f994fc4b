"""A form as an authority might want it filled: fictional, and made by this code, so that nobody's own form lies here.

It has what real ones have: a merged title, heads with colours, cells to be typed in, formulas that count from them,
lists to choose from and limits of what may be typed, a second sheet of instructions.
"""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.authority.workbook import Cell, written

TITLE, SHEET = "Maksatushakemuksen seurantaliite", "Seurantatiedot"
HEAD = PatternFill("solid", fgColor="FF006856")
TO_FILL = PatternFill("solid", fgColor="FFFFF8E1")
LINE = Side(style="thin", color="FF6B8683")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
MADE = datetime(2021, 1, 4, 12, 0)  # noqa: DTZ001  # a workbook knows no time zones
FACTS = (
    ("Hankekoodi", "project_code"),
    ("Hankkeen nimi", "project_name"),
    ("Päätoteuttaja", "implementer"),
    ("Maksatushakemuksen numero", "claim"),
    ("Kauden ensimmäinen päivä", "first_day"),
    ("Kauden viimeinen päivä", "last_day"),
    ("Ohjausryhmän kokous", "steering_day"),
    ("Pöytäkirjan pykälä", "steering_paragraph"),
)
NAMES = {
    "CO04": "Muuta kuin taloudellista tukea saavat yritykset",
    "CO26": "Tutkimuslaitosten kanssa yhteistyötä tekevät yritykset",
    "CO08": "Työllisyyden lisäys tuetuissa yrityksissä",
    "MINT01": "Julkaistut haasteet",
    "MINT02": "Käynnistyneet kokeilut",
    "MINT03": "Päättyneet kokeilut",
    "MINT05": "Mukana olleet yritykset",
}
FIGURES = tuple(NAMES)
HEADS = ("Koodi", "Indikaattori", "Kaudella", "Yhteensä", "Tavoite", "Toteuma, %")
FIRST_FACT, FIRST_FIGURE = 4, 15
CHECKSUM = "C25"


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    _title(sheet)
    _facts(sheet)
    _figures(sheet)
    _rest(sheet)
    _instructions(book.create_sheet("Ohjeet"))
    book.properties.title, book.properties.creator = TITLE, "Esimerkkiviranomainen"
    book.properties.created = book.properties.modified = MADE
    return written(book)


def cells() -> list[Cell]:
    """The map of it."""
    found = [Cell(SHEET, f"C{FIRST_FACT + number}", key, True) for number, (_label, key) in enumerate(FACTS)]
    for number, code in enumerate(FIGURES):
        row = FIRST_FIGURE + number
        parts = (("C", "period", True), ("D", "total", True), ("E", "target", False))
        found += [Cell(SHEET, f"{column}{row}", f"figure:{code}:{part}", needed) for column, part, needed in parts]
    return [*found, Cell(SHEET, CHECKSUM, "checksum", True)]


def _title(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:F1")
    sheet["A1"] = TITLE
    sheet["A1"].font = Font(bold=True, size=16, color="FFFFFFFF")
    sheet["A1"].fill = HEAD
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"] = "Esimerkkiviranomaisen lomake EV-17. Täytä keltaiset kentät."
    for column, width in zip("ABCDEF", (12, 44, 22, 14, 14, 14), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A4"


def _facts(sheet: Worksheet) -> None:
    for number, (label, key) in enumerate(FACTS):
        row = FIRST_FACT + number
        sheet[f"B{row}"] = label
        sheet[f"B{row}"].font = Font(bold=True)
        _to_fill(sheet, f"C{row}", "d.m.yyyy" if key.endswith("_day") else "@" if key == "claim" else "General")


def _figures(sheet: Worksheet) -> None:
    for column, head in zip("ABCDEF", HEADS, strict=True):
        cell = sheet[f"{column}{FIRST_FIGURE - 1}"]
        cell.value, cell.font, cell.fill = head, Font(bold=True, color="FFFFFFFF"), HEAD
    for number, code in enumerate(FIGURES):
        row = FIRST_FIGURE + number
        sheet[f"A{row}"], sheet[f"B{row}"] = code, NAMES[code]
        for column in "CDE":
            _to_fill(sheet, f"{column}{row}", "#,##0.00" if code == "CO08" else "#,##0")
        sheet[f"F{row}"] = f'=IF(N(E{row})=0,"",D{row}/E{row})'
        sheet[f"F{row}"].number_format = "0 %"
    last = FIRST_FIGURE + len(FIGURES) - 1
    amounts = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    amounts.error, amounts.errorTitle = "Anna luku, joka on vähintään nolla.", "Luku"
    amounts.add(f"C{FIRST_FIGURE}:E{last}")
    sheet.add_data_validation(amounts)
    sheet[f"B{last + 1}"] = "Tavoitteista toteutunut"
    sheet[f"F{last + 1}"] = f'=COUNTIF(F{FIRST_FIGURE}:F{last},">=1")'


def _rest(sheet: Worksheet) -> None:
    sheet["B24"] = "Hakemuksen laji"
    _to_fill(sheet, "C24", "General")
    sheet["C24"] = "Välimaksatus"
    kinds = DataValidation(type="list", formula1='"Välimaksatus,Loppumaksatus"', allow_blank=False)
    kinds.add("C24")
    sheet.add_data_validation(kinds)
    sheet["B25"] = "Raportin tarkistussumma"
    _to_fill(sheet, CHECKSUM, "@")


def _to_fill(sheet: Worksheet, address: str, number_format: str) -> None:
    cell = sheet[address]
    cell.fill, cell.border, cell.number_format = TO_FILL, FRAME, number_format
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _instructions(sheet: Worksheet) -> None:
    sheet["A1"] = "Ohjeet"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A3"] = "Liite lähetetään maksatushakemuksen mukana. Toteuma lasketaan itsestään."
    sheet.column_dimensions["A"].width = 90
