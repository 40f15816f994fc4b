"""The report as a Word document, for those who must go on writing: real headings, tables with heads, described pictures."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import docx
from django.utils.translation import override
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from mint.typeset import picture
from mint.zipped import dated
from reports.documents import pdf
from reports.documents.document import Chart, Document, Experiment

FIGURES, ROWS, PARTS, NONE = range(2, 6), range(3, 5), range(1, 3), range(0)  # the columns that hold numbers
FONT = "Calibri"
# what XML has no sign for
UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def render(document: Document) -> bytes:
    """The same words as the PDF, from the same content."""
    with override(document.language):
        said = pdf.content(document)
    book = docx.Document()
    _properties(book, document)
    _cover(book, said)
    words = said["words"]
    for part in said["parts"]:
        _part(book, part, document, said)
    _appendix(book, said, words)
    target = io.BytesIO()
    book.save(target)
    return dated(target.getvalue())


def _properties(book: WordDocument, document: Document) -> None:
    """What the file says of itself; its day is the period's last, so that the same report is the same file."""
    day = datetime.combine(document.ends_on, time(), tzinfo=UTC).replace(tzinfo=None)
    known = book.core_properties
    known.title, known.author, known.language = document.title, document.implementer, document.language
    known.subject, known.comments, known.last_modified_by = document.project, "", ""
    known.created = known.modified = day
    style: Any = book.styles["Normal"]
    style.font.name = FONT
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES[document.language])
    style.element.get_or_add_rPr().append(language)
    for section in book.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)


LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def _cover(book: WordDocument, said: dict[str, Any]) -> None:
    _paragraph(book, said["code"])
    _paragraph(book, said["title"], "Title")
    _paragraph(book, said["project"], "Subtitle")
    for label, value in said["facts"]:
        line = book.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(_plain(value))
    _drawing(book, said["emblem"], said["words"]["emblem"], 3.6)
    book.add_paragraph().add_run(_plain(said["sentence"])).bold = True
    _paragraph(book, said["fund"])
    book.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _part(book: WordDocument, part: dict[str, Any], document: Document, said: dict[str, Any]) -> None:
    """A section: its texts, then what it shows from the platform."""
    words = said["words"]
    _heading(book, part["title"], 1)
    for each in part["texts"]:
        if each["heading"] and each["paragraphs"]:
            _heading(book, each["heading"], 2)
        for paragraph in each["paragraphs"]:
            _paragraph(book, paragraph)
    if part["is_empty"]:
        _paragraph(book, words["unwritten"])
    _block(book, part["block"], document, said)
    if part["table"]:
        _gathered(book, part["table"], words)


def _block(book: WordDocument, block: str, document: Document, said: dict[str, Any]) -> None:
    words = said["words"]
    match block:
        case "summary":
            _lists(book, said, words)
        case "figures":
            _table(book, words["figures_caption"], (words["figures_head"], *said["figures"]), FIGURES)
        case "charts":
            _charts(book, document.charts)
        case "experiments":
            _experiments(book, document.experiments, words)
        case "companies":
            _gathered(book, _companies(said), words)


def _companies(said: dict[str, Any]) -> dict[str, Any]:
    words = said["words"]
    return {"caption": words["companies_caption"], "heads": words["companies_head"], "rows": said["companies"]}


def _gathered(book: WordDocument, table: dict[str, Any], words: dict[str, Any]) -> None:
    if table["rows"]:
        _table(book, table["caption"], (table["heads"], *table["rows"]))
    else:
        _paragraph(book, words["none"])


def _lists(book: WordDocument, said: dict[str, Any], words: dict[str, Any]) -> None:
    for sentence in said["summary"]:
        _paragraph(book, sentence)
    if said["missing"]:
        _heading(book, words["missing"], 2)
        for sentence in said["missing"]:
            _paragraph(book, sentence, "ListBullet")


def _charts(book: WordDocument, charts: Sequence[Chart]) -> None:
    for chart in charts:
        _drawing(book, chart.svg, chart.alt, 15.5)
        _paragraph(book, chart.title, "Caption")


def _experiments(book: WordDocument, experiments: Sequence[Experiment], words: dict[str, Any]) -> None:
    if not experiments:
        _paragraph(book, words["none"])
    for each in experiments:
        _heading(book, each.title, 2)
        _paragraph(book, f"{each.place} · {each.state}")
        for label, text in ((words["decision"], each.decision), (words["learnings"], each.learnings)):
            if text:
                line = book.add_paragraph()
                line.add_run(f"{label}: ").bold = True
                line.add_run(_plain(text))


def _appendix(book: WordDocument, said: dict[str, Any], words: dict[str, Any]) -> None:
    _heading(book, words["appendix"], 1)
    _paragraph(book, words["appendix_lead"])
    for each in said["rows"]:
        _heading(book, each["title"], 2)
        for split in each["splits"]:
            _split(book, split)
        if not each["rows"]:
            _paragraph(book, words["none"])
            continue
        _table(book, each["caption"], (words["rows_head"], *each["rows"]), ROWS)
        if each["rest"]:
            _paragraph(book, each["rest"])


def _split(book: WordDocument, split: dict[str, Any]) -> None:
    if split["rows"]:
        _table(book, split["caption"], (split["heads"], *split["rows"]), PARTS)
    if split["note"]:
        _paragraph(book, f"{split['heads'][0]}: {split['note']}")


def _table(book: WordDocument, caption: str, rows: Sequence[Sequence[str]], numbers: range = NONE) -> None:
    """The first row is the head: said to be one, and repeated on each page."""
    _paragraph(book, caption, "Caption")
    table = book.add_table(rows=len(rows), cols=len(rows[0]))
    table._tbl.tblStyle_val = "TableGrid"  # noqa: SLF001  # as in `_styled`
    _head(table.rows[0])
    for line, cells in zip(table.rows, rows, strict=True):
        for column, (cell, text) in enumerate(zip(line.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(_plain(text)).bold = cells is rows[0] or None
            if column in numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _head(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # the library has no name of its own for a head
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _drawing(book: WordDocument, svg: str, alt: str, width: float) -> None:
    """Word of today reads no SVG everywhere: a picture of it, with the same in words."""
    shape = book.add_picture(io.BytesIO(picture(svg)), width=Cm(width))
    shape._inline.docPr.set("descr", _plain(alt))  # noqa: SLF001  # nor for what a picture shows


def _heading(book: WordDocument, text: str, level: int) -> None:
    _styled(book, text, f"Heading{level}")


def _paragraph(book: WordDocument, text: str, style: str | None = None) -> None:
    _styled(book, text, style)


def _styled(book: WordDocument, text: str, style: str | None) -> None:
    """By the style's id: to find it by its name, or to see whether it is the default, the library reads all styles."""
    paragraph = book.add_paragraph(_plain(text))
    if style:
        paragraph._p.style = style  # noqa: SLF001  # what its own setter ends with


def _plain(text: str) -> str:
    return text.translate(UNWRITABLE)
