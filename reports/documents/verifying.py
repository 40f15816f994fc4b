"""Is a folder what its manifest says? Pure: needs neither the database nor the code that wrote the files.

A manifest is canonical JSON: UTF-8, keys sorted, no spaces. Its SHA-256 is the report's checksum, and stands in
`manifest.sha256` as sha256sum reads it. The files are named by project, kind and days, and hashed in the manifest.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

MANIFEST, SEAL, FORMAT = "manifest.json", "manifest.sha256", "mint-report-1"
ONCE = "distinct_by_business_id"


@dataclass(frozen=True)
class Found:
    """What was looked at, and every difference in a sentence of its own."""

    sha256: str
    files: int
    figures: int
    rows: int
    differences: tuple[str, ...]


def canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sealed(digest: str) -> bytes:
    """A line that `sha256sum --check` reads."""
    return f"{digest}  {MANIFEST}\n".encode()


def verify(folder: Path, expected: str = "") -> Found:
    """Everything that differs; `expected` is the checksum that the report's page shows."""
    try:
        found_at = _manifest_in(folder)
        said = found_at.read_bytes()
    except OSError as error:
        return Found("", 0, 0, 0, (f"{MANIFEST} cannot be read: {error.strerror}",))
    digest = hashlib.sha256(said).hexdigest()
    try:
        content: dict[str, Any] = json.loads(said)
        found = list(_differences(found_at, said, content, digest, expected))
        figures = content["figures"]
        return Found(digest, len(content["files"]), len(figures), sum(len(each["rows"]) for each in figures), (*found,))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError):
        return Found(digest, 0, 0, 0, (f"{MANIFEST} is not a report's manifest",))


def _manifest_in(folder: Path) -> Path:
    """Of a folder that was written; of an opened dossier; or the one that was downloaded from the report's page."""
    for here in (folder / MANIFEST, folder / "report" / MANIFEST):
        if here.exists():
            return here
    named = sorted(folder.glob(f"*-{MANIFEST}"))
    return named[0] if len(named) == 1 else folder / MANIFEST


def _differences(manifest: Path, said: bytes, content: dict[str, Any], digest: str, expected: str) -> Iterator[str]:
    folder, seal = manifest.parent, _read(manifest.parent / SEAL)
    if content["format"] != FORMAT:
        yield f"{MANIFEST} is of the format {content['format']!r}, and not {FORMAT!r}"
    if canonical(content) != said:
        yield f"{MANIFEST} is not written canonically"
    if seal != sealed(digest) and not (seal is None and expected):  # what was downloaded has its seal on the page
        yield f"{SEAL} does not say the hash of {MANIFEST}"
    if expected and expected.strip().lower() != digest:
        yield f"{MANIFEST} does not have the checksum that was given"
    for kind, size, wanted in content["files"]:
        yield from _of_file(folder, f"{_stem(content)}.{kind}", size, wanted)
    for figure in content["figures"]:
        yield from _of_figure(figure)
    yield from _of_sections(content)


def _stem(content: dict[str, Any]) -> str:
    return "-".join([content["project"], content["kind"], *content["period"]])


def _of_file(folder: Path, name: str, size: int, wanted: str) -> Iterator[str]:
    data = _read(folder / name) if Path(name).name == name else None
    if data is None:
        yield f"{name} is not there"
    elif len(data) != size or hashlib.sha256(data).hexdigest() != wanted:
        yield f"{name} is not the file that was hashed"


def _of_figure(figure: dict[str, Any]) -> Iterator[str]:
    """A figure is the sum of what its rows add; where each company counts once, none adds more than one."""
    code, rows = figure["code"], figure["rows"]
    for place, key in ((4, "value"), (5, "total")):
        added = sum((Decimal(row[place]) for row in rows), Decimal(0))
        if added != Decimal(figure[key]):
            yield f"{code}: the rows add up to {added}, and the {key} is {figure[key]}"
    if figure["aggregation"] == ONCE:
        adding = Counter(row[2] for row in rows if row[2] and Decimal(row[5]))
        twice = sorted(business_id for business_id, times in adding.items() if times > 1)
        yield from (f"{code}: the company {each} is counted more than once" for each in twice)


def _of_sections(content: dict[str, Any]) -> Iterator[str]:
    """The texts in the document are those that people wrote, by the template that the report began with."""
    said = content.get("content", {})
    if said.get("template") != content.get("template"):
        yield f"the sections are of the template {said.get('template')}, and not of {content.get('template')}"
    written = {(key, language): digest for key, language, digest in content.get("texts", [])}
    for part in said.get("parts", []):
        for each in part["texts"]:
            digest = hashlib.sha256("\n".join(each["paragraphs"]).encode()).hexdigest()
            if each["paragraphs"] and written.get((part["key"], each["language"])) != digest:
                yield f"{part['key']} ({each['language']}): the text is not the one that was written"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return None
