"""Which code writes which kind of file: the job that builds a report and the command ask here."""

from reports.documents import data, pdf, sheets
from reports.documents.document import Document
from reports.states import FileKind


def written(kind: FileKind, document: Document) -> bytes:
    """The same bytes from the same document, whenever and wherever it is written."""
    match kind:
        case FileKind.PDF:
            return pdf.render(document)
        case FileKind.XLSX:
            return sheets.workbook(document)
        case FileKind.CSV:
            return sheets.listing(document)
        case FileKind.DOCX:
            from reports.documents import word  # what reads and writes Word is large, and only workers need it

            return word.render(document)
        case FileKind.JSON:
            return data.render(document)
