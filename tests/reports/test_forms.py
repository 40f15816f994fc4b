"""The files of a report, each as its readers need it: a screen reader, a spreadsheet, a writer, another system."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pikepdf
import pytest
from avalpdf import cli as avalpdf
from django.test import Client
from django.utils import translation
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook

from mint.isolation import context
from reports.documents import data, pdf, sheets, word
from reports.documents.document import Document, Part, Row, Table, shown
from reports.documents.gathering import document_of
from reports.models import Report
from tests.reports.reading import read

LANGUAGES = ("fi", "sv", "en")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def document(report: Report) -> Document:
    with context.system("test"):
        return document_of(report)


def in_language(document: Document, language: str) -> Document:
    """The same, as if it had been asked for in another language."""
    return replace(document, language=language, missing=["Tulos puuttuu"])


def with_gaps(document: Document) -> Document:
    """The same with what may be empty: whose a correction is, and why a principle does not concern the project."""
    bare = replace(document.lines[0].rows[0], organisation="", business_id="")
    lines = [replace(document.lines[0], rows=[bare]), *document.lines[1:]]
    table = Table("Periaatteet", ["Periaate", "Vaikutus", "Perustelu"], [["Tasa-arvo", "Neutraali", ""]])
    parts = [*pdf.parts_of(document), Part("principles", "Periaatteet", "principles", table=table)]
    return replace(document, lines=lines, parts=parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_whole_to_a_strict_reader_and_to_the_checker_of_accessibility(
    language: str, document: Document, tmp_path: Path
) -> None:
    """`check_pdf_syntax` is `qpdf --check`. veraPDF was not available: typst itself refuses what its standards do."""
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.render(with_gaps(in_language(document, language))))
    with pikepdf.open(path) as opened:
        assert list(opened.check_pdf_syntax()) == []
        with opened.open_outline() as outline:
            titles = [each.title for each in outline.root]
        assert str(opened.Root.Lang) == language
    assert len(titles) == len(set(titles)) == 7
    options = dict.fromkeys(("save_full", "save_simple", "save_report", "show_structure", "show_validation"), False)
    found = avalpdf.analyze_pdf(
        str(path), {**options, "quiet": True, "output_path": str(tmp_path), "expected_lang": language}
    )
    assert (found.get("error"), found["issues"], found["warnings"]) == (None, [], [])
    assert (found["metadata"]["standard"], found["metadata"]["tagged"]) == ("PDF/A, PDF/UA-1", "true")


READ = [
    "P MINT-2",
    "Title Seurantaraportti 1.7.2026–31.12.2026",
    "Figure (Euroopan unionin tunnus)",
    "Div Euroopan unionin osarahoittama",
    "H1 Sisällys",
    "H1 Yhteenveto",
    "H1 Luvut",
    "Caption Taulukko 1: Luvut kaudella ja hankkeen alusta verrattuna tavoitteisiin",
    "TH Koodi",
    "TH Indikaattori",
    "TD RCO10",
    "H1 Kaaviot",
    "Figure (",
    "H1 Kokeilut ja niiden tulokset",
    "H2 Kokeilu",
    "H1 Yritykset, kukin laskettu kerran",
    "TH Yritys",
    "TD 9900101-0",
    "H1 Liite: tiedot kunkin luvun takana",
    "H2 RCO10",
    "TH Päivä",
]


def test_a_screen_reader_reads_the_pdf_in_the_order_of_the_page(document: Document) -> None:
    lines = read(pdf.render(document))
    place = 0
    for wanted in READ:
        found = next((at for at in range(place, len(lines)) if lines[at].startswith(wanted)), None)
        assert found is not None, (wanted, lines[place : place + 40])
        place = found + 1
    rows = [at for at, line in enumerate(lines) if line == "TR"]
    assert all(lines[at + 1].split()[0] in {"TH", "TD"} for at in rows)
    tables = [at for at, line in enumerate(lines) if line == "Table"]
    for at in tables:
        captions = [each for each in (lines[at - 1], lines[at + 1]) if each.startswith("Caption")]
        assert len(captions) == 1  # beside the table where it goes over a page's end, else inside
        assert lines[at + 2 if lines[at + 1] == "TR" else at + 3].startswith("TH")
    assert all(line != "Figure ()" for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_is_what_its_schema_says(language: str, document: Document, log_in: Any) -> None:
    answer = Client().get("/fi/avoin-data/raportti-1.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/schema+json")
    schema = json.loads(answer.content)
    Draft202012Validator.check_schema(schema)
    said = json.loads(data.render(in_language(document, language)))
    check = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in check.iter_errors(said)] == []
    assert said["language"] == language
    for figure in said["figures"]:
        for key in ("period", "total"):
            assert sum(Decimal(str(row[key])) for row in figure["rows"]) == Decimal(str(figure[key]))
    for broken in ({**said, "more": 1}, {**said, "figures": [{}]}, {**said, "language": "de"}):
        assert not check.is_valid(broken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_document_has_headings_heads_of_tables_and_described_pictures(
    language: str, document: Document
) -> None:
    made = word.render(in_language(document, language))
    book = docx.Document(io.BytesIO(made))
    headings = [each.text for each in book.paragraphs if each.style and each.style.name == "Heading 1"]
    lines = read(pdf.render(in_language(document, language)))
    in_pdf = [line.removeprefix("H1 ") for line in lines if line.startswith("H1 ")]
    assert headings == in_pdf[1:]  # Word makes the contents itself
    assert book.core_properties.language == language
    assert document.sentence in [each.text for each in book.paragraphs]
    for table in book.tables:
        assert table.rows[0]._tr.trPr.find(f"{WORD}tblHeader") is not None
    tree = ET.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))  # noqa: S314 - our own document
    drawn = [each.get("descr") for each in tree.iter() if each.tag.endswith("}docPr")]
    assert len(drawn) == 1 + len(document.charts)
    assert all(drawn)
    assert made == word.render(in_language(document, language))


def test_the_word_document_takes_any_text_and_stays_short(document: Document) -> None:
    row = Row("x.y", 1, "Merkki \x00\x0b\ufffe <w:p> & =1+1", "", "", document.starts_on, Decimal(1), Decimal(1))
    many = replace(document.lines[0], rows=[row] * (pdf.MOST_ROWS + 3))
    book = docx.Document(io.BytesIO(word.render(replace(document, lines=[many]))))
    assert len(book.tables[-1].rows) == pdf.MOST_ROWS + 1
    assert book.tables[-1].rows[1].cells[1].text == "Merkki  <w:p> & =1+1"
    assert "3" in book.paragraphs[-1].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_numbers_of_a_sections_table_are_dates_and_numbers(language: str, document: Document) -> None:
    with translation.override(language):
        told = [
            ["24.9.2026", "=1+1", shown(Decimal(1660))],
            ["1.10.2026", "12", shown(Decimal("2.5"))],
            ["", "Juttu", ""],
        ]
    table = Table("Viestintä", ["Päivä", "Mitä", "Määrä"], told)
    parts = [*pdf.parts_of(document), Part("communication", "Viestintä", "communication", table=table)]
    made = sheets.workbook(replace(document, language=language, parts=parts))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name("Viestintä").to_python()
    assert rows[1:] == [[date(2026, 9, 24), "=1+1", 1660], [date(2026, 10, 1), "12", 2.5], ["", "Juttu", ""]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_a_sheet_for_each_section_with_real_types(language: str, document: Document) -> None:
    made = sheets.workbook(in_language(document, language))
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert len(book.sheet_names) == 6 + len(document.lines)  # with what breaks the figures down
    about = dict(book.get_sheet_by_index(1).to_python()[1:])
    assert document.starts_on in about.values()
    assert document.sentence in about.values()
    rows = book.get_sheet_by_name("MINT05").to_python()[1:]
    assert {tuple(type(cell).__name__ for cell in row) for row in rows} == {
        ("date", "str", "str", "str", "str", "float", "float", "float")
    }
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all(b'state="frozen"' in package.read(name) and b"<f>" not in package.read(name) for name in parts)
