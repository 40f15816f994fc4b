"""A report as a folder of files that says by itself whether it is whole: for operators, auditors and archives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from mint import clock
from mint.jobs.models import Job
from mint.projects.models import Partner, Project
from reports import building, manifest
from reports.documents import document_of
from reports.kept import name_of
from reports.models import Report
from reports.states import JOB, FileKind, Kind
from reports.verifying import MANIFEST, SEAL, canonical, sealed
from reports.written import written


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
    """Counted from the records as they are now by the steps of the job; nothing of it stays in the database."""
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
        job = Job(kind=JOB, subject_id=report.pk, organisation_id=report.organisation_id)
        building.merge(job, {area: building.read(job, area) for area in building.areas(job)})
        for step in (building.count, building.draw):
            step(job)
        report.refresh_from_db()
        folder = _folder(report, FileKind)
        transaction.set_rollback(True)
    return folder


def locked(project: Project, kind: Kind, start: date, end: date, language: str) -> Report | None:
    """The newest locked report of exactly these days; in any language, where none is asked for."""
    found = Report.objects.locked().filter(project=project, kind=kind, starts_on=start, ends_on=end)
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
