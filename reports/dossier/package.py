"""The dossier's parts, one after the other: the report with its manifest, the evidence, the trail, and a page to begin from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from mint.actor import Actor
from mint.tenancy.models import Organisation
from mint.web import MoveError
from reports.counting.records import word
from reports.documents import manifest
from reports.documents.verifying import MANIFEST, SEAL, canonical, sealed
from reports.dossier import evidence, trail
from reports.dossier.evidence import Counted
from reports.inquiries import told
from reports.models import Report
from reports.timeline import SAID

STYLE = Path(__file__).parent / "dossier.css"
FOLDER, QUESTIONS = "report", "questions.json"
Part = tuple[str, bytes]


@dataclass(frozen=True)
class Contents:
    """What a dossier is made from, looked up once."""

    report: Report
    counted: list[Counted]
    events: list[trail.Event]
    questions: list[dict[str, Any]]


def contents(report: Report, actor: Actor) -> Contents:
    """Raises MoveError where the report is no longer what was locked."""
    if not manifest.verifies(report):
        raise MoveError(_("The report is not what was locked: its checksum no longer verifies."))
    return Contents(
        report, evidence.of_period(report, actor), trail.of_report(report, actor), told.of_report(report, actor)
    )


def parts(found: Contents) -> Iterator[Part]:
    """Each with its hash in the last one, which `sha256sum --check` reads; a file that is gone is told of on the page."""
    hashed: dict[str, str] = {}
    gone: set[str] = set()

    def noted(source: Iterator[Part]) -> Iterator[Part]:
        for name, data in source:
            hashed[name] = sha256(data).hexdigest()
            yield name, data

    yield from noted(_report(found.report))
    yield from noted(_evidence(found, gone))
    asked = json.dumps(found.questions, ensure_ascii=False, indent=1).encode()
    yield from noted(iter([(QUESTIONS, asked)]))
    yield from noted(iter([("log.csv", trail.as_csv(found.events)), ("style.css", STYLE.read_bytes())]))
    yield from noted(iter([("index.html", _page(found, gone))]))
    yield "SHA256SUMS", "".join(f"{digest}  {name}\n" for name, digest in hashed.items()).encode()


def _report(report: Report) -> Iterator[Part]:
    """As it was locked: the folder that `verify_report` verifies."""
    said = canonical(manifest.manifest(report))
    yield f"{FOLDER}/{MANIFEST}", said
    yield f"{FOLDER}/{SEAL}", sealed(sha256(said).hexdigest())
    for kept in report.files.order_by("kind"):
        with kept.file.open("rb") as stream:
            yield f"{FOLDER}/{kept.name}", bytes(stream.read())


def _evidence(found: Contents, gone: set[str]) -> Iterator[Part]:
    for piece in evidence.pieces(found.counted):
        try:
            data = piece.read()
        except FileNotFoundError:
            gone.add(piece.path)
        else:
            yield piece.path, data


def _page(found: Contents, gone: set[str]) -> bytes:
    """In the report's own language, like the report; every link leads inside the package."""
    report = found.report
    with override(report.language):
        context: dict[str, Any] = {
            "report": report,
            "cover": report.content.get("cover", {}),
            "language": report.language,
            "folder": FOLDER,
            "manifest": MANIFEST,
            "files": report.files.order_by("kind"),
            "figures": report.figures.order_by("order", "code"),
            "counted": [_record(each, gone) for each in found.counted],
            "questions": found.questions,
            "questions_file": QUESTIONS,
            "events": [{"event": each, "text": SAID.get(each.verb, each.verb)} for each in found.events],
            "owner": Organisation.objects.get(pk=report.organisation_id).name,
        }
        return render_to_string("reports/dossier/index.html", context).encode()


def _record(counted: Counted, gone: set[str]) -> dict[str, Any]:
    return {
        "title": counted.title,
        "word": word(counted.record),
        "party": counted.party,
        "codes": ", ".join(counted.codes),
        "pieces": [{"name": each.name, "url": "" if each.path in gone else each.path} for each in counted.pieces],
    }
