"""Office documents: packages whose parts are few, small, plain XML and media, with nothing that runs inside."""

import io
import re
import zipfile
from typing import IO, Any
from xml.sax.handler import ContentHandler  # the parser that it is given to is defusedxml's

from defusedxml.expatreader import DefusedExpatParser

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO, SMALL = 250, 1024 * 1024  # what packs better than this, and is not small, is a bomb
LARGEST_INSIDE = 10 * 1024 * 1024
MOST_ENTRIES = 5000
PARTS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
PROLOG = 64 * 1024
TYPES_PART = "[Content_Types].xml"
# macros, controls, objects of other programs, macro sheets of old workbooks
RUNS = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/.*\.bin$|/macrosheets/|/customui", re.IGNORECASE)
RUNS_BY_TYPE = re.compile(rb"macroenabled|vbaproject|activex", re.IGNORECASE)
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MZ", b"\xd0\xcf\x11\xe0")


class PackageError(Exception):
    """Not an Office document that is taken."""


class _RootReachedError(Exception):
    """Entities can be declared before the first element only: the rest need not be read."""


class _Prolog(ContentHandler):
    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  # the parser's name for it
        raise _RootReachedError


def check(stream: IO[Any], suffix: str, *, inside: bool = False) -> None:
    """Raises PackageError. Of a part no more is unpacked than its beginning, but for a chart's workbook (`inside`)."""
    try:
        with zipfile.ZipFile(stream) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            _check_outside(entries, PARTS[suffix])
            for entry in entries:
                _check_part(package, entry, inside=inside)
            if TYPES_PART in package.namelist() and RUNS_BY_TYPE.search(_beginning(package, TYPES_PART, SMALL)):
                raise PackageError
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError) as error:
        raise PackageError from error


def _check_outside(entries: list[zipfile.ZipInfo], part: str) -> None:
    """What the list of parts says, before any of them is opened."""
    small = len(entries) <= MOST_ENTRIES and sum(entry.file_size for entry in entries) <= LARGEST_UNPACKED
    plain = not any(
        entry.flag_bits & 1 or entry.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", entry.filename)
        for entry in entries
    )
    loose = all(
        entry.file_size <= SMALL or entry.file_size <= LARGEST_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    still = not any(RUNS.search(f"/{entry.filename}") for entry in entries)
    if not (small and plain and loose and still and any(entry.filename.startswith(part) for entry in entries)):
        raise PackageError


def _check_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo, *, inside: bool) -> None:
    head = _beginning(package, entry.filename, PROLOG)
    if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
        _check_prolog(head)
    elif head.startswith(ARCHIVES):
        suffix = f".{entry.filename.lower().rpartition('.')[2]}"
        if inside or suffix not in PARTS or entry.file_size > LARGEST_INSIDE:
            raise PackageError
        check(io.BytesIO(_beginning(package, entry.filename, LARGEST_INSIDE)), suffix, inside=True)


def _check_prolog(head: bytes) -> None:
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(_Prolog())
    try:
        parser.feed(head)
    except _RootReachedError:
        return
    except Exception as error:  # a document type, an entity, or no XML at all
        raise PackageError from error
    raise PackageError  # no element in all that


def _beginning(package: zipfile.ZipFile, name: str, length: int) -> bytes:
    with package.open(name) as part:
        return part.read(length)
