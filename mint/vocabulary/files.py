"""Reading vocabulary files: tab-separated labels, or SKOS as Turtle or RDF/XML.

SKOS is parsed by rdflib into a store of our own that keeps the three predicates asked for and forgets the rest: the
whole graph of YSO would take gigabytes.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from mint.vocabulary.entries import BrokenFileError, Entry
from mint.vocabulary.words import LANGUAGES

YSO = "http://www.yso.fi/onto/yso/"
FORMATS = {".ttl": "turtle", ".turtle": "turtle", ".rdf": "xml", ".xml": "xml", ".nt": "nt"}
LONGEST, LONGEST_CODE = 300, 60


Statement = tuple[str, str, str, str]  # subject, predicate, object, and the language of a text


def read(path: Path, scheme: str) -> list[Entry]:
    """Every concept that has a name in one of our languages. Raises BrokenFileError."""
    try:
        found = _read(path, scheme)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenFileError(f"{path.name} cannot be read: {error}") from error
    if not found:
        raise BrokenFileError(f"{path.name} has no concept with a name in {', '.join(LANGUAGES)}.")
    return found


def _read(path: Path, scheme: str) -> list[Entry]:
    if path.suffix in {".tsv", ".txt"}:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(_rows(lines, scheme))
    if path.suffix in FORMATS:
        from mint.vocabulary import skos  # rdflib is opened only for such a file

        return list(_concepts(skos.statements(path, FORMATS[path.suffix]), scheme))
    raise BrokenFileError(f"{path.name} is none of .tsv, .ttl and .rdf.")


def _rows(lines: Iterable[str], scheme: str) -> Iterator[Entry]:
    """concept, fi, sv, en; a language may be empty."""
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(rows, [])
    if head[:1] != ["concept"] or not set(LANGUAGES) <= set(head):
        raise BrokenFileError("line 1 must be: concept, fi, sv, en (tab-separated).")
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if len(row) != len(head) or not row[0] or max(map(len, row)) > LONGEST:
            raise BrokenFileError(f"line {number} should have {len(head)} columns, the first with the concept's code.")
        if row[0] in seen:
            raise BrokenFileError(f"line {number} has {row[0]} a second time.")
        seen.add(row[0])
        values = dict(zip(head, row, strict=True))
        if names := {language: values[language].strip() for language in LANGUAGES if values[language].strip()}:
            yield Entry(scheme, row[0], names, uri=YSO + row[0] if scheme == "yso" else "")


def _concepts(triples: Iterable[Statement], scheme: str) -> Iterator[Entry]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    others: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    broader: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value, language in triples:
        if predicate == "prefLabel" and language in LANGUAGES:
            names[subject].setdefault(language, value[:LONGEST])
        elif predicate == "altLabel" and language in LANGUAGES:
            others[subject][language].append(value[:LONGEST])
        elif predicate == "broader":
            broader[subject].append(value)
    for uri, called in names.items():
        more = {language: tuple(texts) for language, texts in others[uri].items()}
        above = tuple(f"{scheme}:{_code(parent)}" for parent in broader[uri] if parent in names)
        yield Entry(scheme, _code(uri), called, more, above, uri)


def _code(uri: str) -> str:
    return re.split(r"[/#]", uri)[-1][:LONGEST_CODE]
