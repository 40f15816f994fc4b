"""A found row as a reader sees it: a passage of its text around what was looked for, which is marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mint.search.sources import Row, Source, source_of
from mint.search.words import WORD, Query
from mint.templating import fdate

AROUND, LONGEST = 80, 200


@dataclass(frozen=True)
class Shown:
    """A row in words. `title` and `text` are HTML, escaped here."""

    source: Source
    row: Row
    title: SafeString
    text: SafeString
    url: str
    pill: str
    word: str
    one: str
    place: str
    foot: str


def shown(row: Row, query: Query | None, acting: str) -> Shown:
    source = source_of(row.kind)
    return Shown(
        source,
        row,
        marked(row.title or str(source.one), query),
        marked(passage(row.body, query), query),
        source.url(row, acting),
        source.pills.get(row.state, ""),
        source.state(row.state) if row.state else "",
        str(source.one),
        row.place if row.place != row.title else "",
        " · ".join(part for part in (row.owner, fdate(timezone.localtime(row.at))) if part),
    )


def passage(text: str, query: Query | None) -> str:
    """Some words around the first that was looked for; the beginning where none was."""
    text = " ".join(text.split())
    first = next(_places(text, query), (0, 0))[0]
    start = 0 if first <= AROUND else text.rfind(" ", 0, first - AROUND // 2) + 1
    end = start + LONGEST
    if end >= len(text):
        return ("… " if start else "") + text[start:]
    end = text.rfind(" ", start, end) if " " in text[start:end] else end
    return ("… " if start else "") + text[start:end] + " …"


def marked(text: str, query: Query | None) -> SafeString:
    """The text, escaped, with what was looked for in <mark>."""
    pieces: list[tuple[str, str]] = []
    last = 0
    for start, end in _places(text, query):
        pieces.append((text[last:start], text[start:end]))
        last = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[last:])


def _places(text: str, query: Query | None) -> Iterator[tuple[int, int]]:
    """Where the words stand; of one that only begins so, the whole."""
    if query is None:
        return
    for match in WORD.finditer(text):
        word = match[0].casefold().replace("’", "'")
        if word in query.marked or word.startswith(query.begins or ("\0",)) or _has_part(word, query):
            yield match.start(), match.end()


def _has_part(word: str, query: Query) -> bool:
    """Most words have none: that is asked first, of every word of every row."""
    return not word.isalnum() and any(part in query.marked for part in re.split(r"[-'.]", word))
