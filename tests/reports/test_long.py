"""A report of many records: what a person reads is cut and says so, and what is large is typeset apart."""

import io
from datetime import date
from decimal import Decimal

import docx
import pytest

from mint import typeset
from reports.documents import pdf, word
from reports.documents.document import Document, Line, Row
from tests.reports.reading import read

DAY, MORE = date(2026, 1, 1), 3
REST = f"Tietoja on vielä {MORE} lisää; kaikki ovat työkirjassa."


@pytest.fixture(scope="module")
def document():
    rows = [
        Row("challenge", number, f"Haaste {number}", "Yritys", "", DAY, Decimal(1), Decimal(1))
        for number in range(pdf.MOST_ROWS + MORE)
    ]
    line = Line("MINT01", "Haasteita", "kpl", Decimal(len(rows)), Decimal(len(rows)), None, rows)
    return Document(
        language="fi", title="Raportti", project="Hanke", code="X", fund="EAKR", sentence="-", implementer="-",
        partners="-", starts_on=DAY, ends_on=DAY, lines=(line,), experiments=(),
    )  # fmt: skip


def test_the_pdf_lists_the_first_records_and_says_how_many_more_there_are(document):
    said = "\n".join(read(pdf.render(document)))
    assert REST in said
    assert (f"Haaste {pdf.MOST_ROWS - 1}" in said, f"Haaste {pdf.MOST_ROWS}" in said) == (True, False)


def test_the_word_file_says_the_same(document):
    book = docx.Document(io.BytesIO(word.render(document)))
    assert REST in [paragraph.text for paragraph in book.paragraphs]
    assert len(book.tables[-1].rows) == pdf.MOST_ROWS + 1
    assert {book.tables[-1].style.name, *(each.style.name for each in book.paragraphs)} >= {
        "Table Grid", "Title", "Heading 1", "Heading 2", "Caption",
    }  # fmt: skip


def test_what_is_typeset_apart_is_the_same_to_the_byte(document, monkeypatch):
    here = pdf.render(document)
    monkeypatch.setattr(typeset, "LARGE", 10)
    assert pdf.render(document) == here


def test_what_cannot_be_typeset_apart_is_an_error_with_its_reason(document, monkeypatch):
    monkeypatch.setattr(typeset, "LARGE", 10)
    with pytest.raises(RuntimeError, match="dictionary does not contain"):
        typeset.typeset(pdf.TEMPLATE, {"language": "fi"})
