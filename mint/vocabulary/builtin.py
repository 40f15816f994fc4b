"""Our own vocabulary: the files of `data/`, one for each scheme (leaf of the app: asks no database)."""

import csv
from functools import cache
from pathlib import Path

from mint.vocabulary.entries import Entry
from mint.vocabulary.schemes import BUILT_IN

DATA = Path(__file__).parent / "data"
FILES = {"theme": "themes", "dimension": "dimensions", "industry": "industries", "method": "methods", "topic": "topics"}
LANGUAGES = ("fi", "sv", "en")


def entries() -> list[Entry]:
    return [entry for scheme in BUILT_IN for entry in entries_of(scheme)]


@cache
def entries_of(scheme: str) -> tuple[Entry, ...]:
    """In the order of the file."""
    with (DATA / f"{FILES[scheme]}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_entry(row) for row in csv.DictReader(lines))


@cache
def _by_key() -> dict[str, Entry]:
    return {entry.key: entry for entry in entries()}


def names_in(language: str, keys: list[str]) -> list[str]:
    """What those of these concepts that are our own are called; from memory."""
    own = _by_key()
    return [own[key].names[language] for key in keys if key in own]


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        scheme=row["scheme"],
        code=row["code"],
        names={language: row[language] for language in LANGUAGES},
        others={language: tuple(filter(None, row[f"{language}_alt"].split("|"))) for language in LANGUAGES},
        broader=tuple(filter(None, row["broader"].split("|"))),
    )
