"""PDF: so many pages, all of them readable, and nothing in it that acts or hides another file."""

from typing import IO, Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MOST_PAGES = 500
MOST_OBJECTS = 50_000
# what a viewer does by itself or at a click, and what it unpacks
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/RichMediaExecute",
}
ACTIVE_KEYS = {"/JS", "/XFA", "/EF", "/EmbeddedFiles", "/RichMediaContent"}
# only what a page draws, or a way back up: no action hangs there
NOT_FOLLOWED = {"/Parent", "/P", "/Contents", "/Resources", "/StructTreeRoot", "/StructParents", "/ParentTree"}


class PaperError(Exception):
    """Why it is refused: `pages`, `locked`, `active` or `broken`."""


def check(stream: IO[Any]) -> None:
    """Raises PaperError."""
    try:
        why = _why_not(PdfReader(stream, strict=False))
    except Exception as error:  # whatever a broken file does to its reader, it is none of ours
        raise PaperError("broken") from error
    if why:
        raise PaperError(why)


def _why_not(reader: PdfReader) -> str:
    if reader.is_encrypted:
        return "locked"
    if not 0 < len(reader.pages) <= MOST_PAGES:
        return "pages"
    return "active" if _acts(reader.trailer["/Root"]) else ""


def _acts(root: Any) -> bool:
    """Each object once, from the catalogue; too many to look at are as good as one that acts."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            if len(seen) > MOST_OBJECTS:
                return True
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            if found.keys() & ACTIVE_KEYS or ("/S" in found and str(found["/S"]) in ACTIONS):
                return True
            waiting += [found.raw_get(key) for key in found if key not in NOT_FOLLOWED]
        elif isinstance(found, ArrayObject):
            waiting += list(found)
    return False
