"""A report as a folder of files that says by itself whether it is whole: for operators, auditors and archives."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction

from mint import clock
from mint.jobs.models import Job
from mint.projects.models import Partner, Project
from reports import building, parts
from reports.documents import manifest
from reports.documents.gathering import document_of
from reports.documents.kept import name_of
from reports.documents.verifying import MANIFEST, SEAL, canonical, sealed
from reports.documents.written import written
from reports.models import Report
from reports.states import JOB, FileKind, Kind
from reports.submissions.models import Submission

FIGURES = "figures.json"


@dataclass(frozen=True)
class Folder:
    """Named files with their manifest and its hash; `differs` are those that are not what was locked."""

    files: dict[str, bytes]
    sha256: str
    report: int | None = None
    differs: tuple[str, ...] = ()


def of_locked(report: Report) -> Folder:
    """Written anew from the frozen rows by the code that wrote it first: what came out otherwise is named."""
    kept = {FileKind(each.kind): each.sha256 for each in report.files.all()}
    folder = _folder(report, kept)
    made = {name: sha256(data).hexdigest() for name, data in folder.files.items()}
    differs = [name for kind, was in kept.items() if made[name := name_of(report, kind)] != was]
    if folder.sha256 != report.sha256:
        differs.append(MANIFEST)
    return Folder(folder.files, folder.sha256, report.pk, tuple(differs))


def of_today(project: Project, kind: Kind, start: date, end: date, language: str) -> Folder:
    """Counted from the records as they are now by the steps of the job; nothing of it stays in the database.

    Its sections are those of the newest template, with their data and without anybody's text.
    """
    with counted_now(project, kind, start, end, language) as (report, job):
        parts.begin(report)
        for step in (building.gather, building.draw):
            step(job)
        report.refresh_from_db()
        return _folder(report, FileKind)


@contextmanager
def counted_now(
    project: Project, kind: Kind, start: date, end: date, language: str, *, asked_by: int | None = None
) -> Iterator[tuple[Report, Job]]:
    """A report of the records as they are, with the job that counted it; at the end of the block it is taken back.

    Counted as the system, or as `asked_by`, whose context is open then.
    """
    lead = Partner.objects.get(project=project, part=Partner.Part.LEAD)
    with transaction.atomic():
        report = Report.objects.create(
            organisation_id=lead.organisation_id,
            project=project,
            kind=kind,
            language=language,
            starts_on=start,
            ends_on=end,
            created_at=clock.now(),
        )
        job = Job(kind=JOB, subject_id=report.pk, organisation_id=report.organisation_id, requested_by_id=asked_by)
        building.merge(job, {area: building.read(job, area) for area in building.areas(job)})
        building.count(job)
        report.refresh_from_db()
        try:
            yield report, job
        finally:
            transaction.set_rollback(True)


def figures_again(report: Report) -> Folder:
    """The figures of a submitted report, added up again from its frozen rows, beside what was submitted.

    `differs` names the file where they are not byte for byte those of the manifest that was submitted.
    """
    kept = Submission.objects.filter(report=report, sha256=report.sha256).order_by("-number").first()
    submitted = json.loads(kept.manifest) if kept else manifest.manifest(report)
    added = [_added(each) for each in manifest.manifest(report)["figures"]]
    again = canonical({"figures": added})
    differs = () if again == canonical({"figures": submitted["figures"]}) else (FIGURES,)
    return Folder({FIGURES: again}, sha256(again).hexdigest(), report.pk, differs)


def _added(figure: dict[str, Any]) -> dict[str, Any]:
    """With its value and total added up from the rows, whatever was kept of them."""
    added = {
        key: str(sum((Decimal(row[place]) for row in figure["rows"]), Decimal("0.00")))
        for key, place in (("value", 4), ("total", 5))
    }
    return figure | added


def locked(
    project: Project, kind: Kind, start: date, end: date, language: str, *, returned: bool = False
) -> Report | None:
    """The newest locked report of exactly these days; in any language, where none is asked for."""
    of_state = Report.objects.frozen() if returned else Report.objects.locked()
    found = of_state.filter(project=project, kind=kind, starts_on=start, ends_on=end)
    if language:
        found = found.filter(language=language)
    return found.select_related("project__funder", "organisation").order_by("-id").first()


def _folder(report: Report, kinds: Iterable[FileKind]) -> Folder:
    document = document_of(report)
    made = {kind: written(kind, document) for kind in kinds}
    lines = [(kind.value, len(data), sha256(data).hexdigest()) for kind, data in made.items()]
    said = canonical(manifest.manifest(report, lines))
    digest = sha256(said).hexdigest()
    files = {name_of(report, kind): data for kind, data in made.items()}
    return Folder({**files, MANIFEST: said, SEAL: sealed(digest)}, digest)
