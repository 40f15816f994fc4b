"""A PDF as a screen reader goes through it: each tag of its structure in order, with its text."""

import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader

# what only groups: its parts are read one after the other
GROUPS = {"Document", "Div", "Part", "Sect", "NonStruct", "TOC", "THead", "TBody", "L"}
INLINE = {"Span", "Strong", "Em", "Lbl", "Link", "Reference"}
Texts = dict[tuple[int, int], str]


def read(data: bytes) -> list[str]:
    """Lines such as `H1 Yhteenveto`, `TH Koodi` or `Figure (what it shows)`; decoration is passed over."""
    reader = PdfReader(io.BytesIO(data))
    texts: Texts = {}
    for page in reader.pages:
        for mark, text in _marked(page).items():
            texts[page.indirect_reference.idnum, mark] = text
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]
    return [line for each in _kids(root) for line in _lines(each, texts, 0)]


def _marked(page: PageObject) -> dict[int, str]:
    """The text of each marked piece of a page."""
    found: dict[int, list[str]] = defaultdict(list)
    open_marks: list[int | None] = []

    def before(operator: bytes, operands: Any, *_: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            open_marks.append(properties.get("/MCID"))
        elif operator == b"EMC":
            open_marks.pop()

    def text(said: str, *_: Any) -> None:
        mark = next((each for each in reversed(open_marks) if each is not None), None)
        if mark is not None:
            found[mark].append(said)

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return {mark: " ".join("".join(parts).split()) for mark, parts in found.items()}


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, list) else [kids]


def _lines(node: Any, texts: Texts, page: int) -> Iterator[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict) or "/S" not in node:
        return
    tag = node["/S"].lstrip("/")
    if "/Alt" in node:
        yield f"{tag} ({node['/Alt']})"
        return
    own = " ".join(_words(node, texts, page))
    if own or tag not in GROUPS:
        yield f"{tag} {own}".rstrip()
    for each in _kids(node):
        if _tag(each) not in INLINE:
            yield from _lines(each, texts, _page(node, page))


def _tag(kid: Any) -> str:
    kid = kid.get_object() if hasattr(kid, "get_object") else kid
    return str(kid.get("/S", "")).lstrip("/") if isinstance(kid, dict) else ""


def _page(node: Any, page: int) -> int:
    reference = node.raw_get("/Pg") if "/Pg" in node else None
    return reference.idnum if reference is not None else page


def _words(node: Any, texts: Texts, page: int) -> Iterator[str]:
    """What the tag says itself, in order: its own pieces and those of the tags that stand inside a line."""
    here = _page(node, page)
    for each in _kids(node):
        kid = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(kid, int):
            yield from filter(None, [texts.get((here, int(kid)))])
        elif kid.get("/Type") == "/MCR":
            yield from filter(None, [texts.get((_page(kid, here), int(kid["/MCID"])))])
        elif _tag(kid) in INLINE:
            yield from _words(kid, texts, here)
