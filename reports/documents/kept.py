"""The files of a report: its bytes and their hash belong together."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from mint import clock
from reports.models import Report, ReportFile
from reports.states import FileKind

TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.JSON: "application/json",
}


def name_of(report: Report, kind: FileKind) -> str:
    return f"{report.project.code}-{report.kind}-{report.starts_on}-{report.ends_on}.{kind.value}"


def keep(report: Report, kind: FileKind, data: bytes) -> ReportFile:
    """Put the bytes in the place of what the report had of this kind; the old ones go once that is committed."""
    old = ReportFile.objects.filter(report=report, kind=kind).first()
    if old is not None:
        storage, path = old.file.storage, str(old.file.name)
        ReportFile.objects.filter(pk=old.pk).delete()
        transaction.on_commit(lambda: storage.delete(path))
    kept = ReportFile(
        organisation_id=report.organisation_id,
        report=report,
        kind=kind,
        name=name_of(report, kind),
        content_type=TYPES[kind],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        created_at=clock.now(),
    )
    kept.file.save(kept.name, ContentFile(data), save=False)
    kept.save()
    return kept


def differs(kept: ReportFile) -> bool:
    """Are the bytes no longer those that were hashed, or gone?"""
    try:
        with kept.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() != kept.sha256
    except FileNotFoundError:
        return True
