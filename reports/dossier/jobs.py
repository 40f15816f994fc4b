"""The job that puts a dossier together, as the person who asked: what they may not see is not in it."""

import hashlib
import tempfile
from functools import partial

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mint import clock
from mint.actor import Actor
from mint.jobs import running
from mint.jobs.models import Job, State
from mint.jobs.running import Step
from mint.tenancy.context import actor_for
from mint.zipped import pack
from reports.dossier import evidence, notices, package
from reports.dossier.models import Dossier
from reports.models import Report

JOB, SYSTEM = "dossier", "reports.dossier"
IN_MEMORY = 8 * 1024 * 1024


def start(report: Report, *, actor: Actor) -> Job:
    return running.start(JOB, report.pk, actor=actor, organisation_id=report.organisation_id)


def latest(report: Report) -> Job | None:
    return Job.objects.filter(kind=JOB, subject_id=report.pk).order_by("-id").first()


def put_together(job: Job) -> None:
    """One part at a time is in memory, and the package on the disk until it is kept."""
    report = Report.objects.select_related("project", "organisation").get(pk=job.subject_id)
    actor = actor_for(job.requested_by_id, job.organisation_id) if job.requested_by_id else Actor.system(SYSTEM)
    found = package.contents(report, actor)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as target:
        pack(target, package.parts(found))
        size = target.tell()
        target.seek(0)
        digest = hashlib.sha256()
        while chunk := target.read(1024 * 1024):
            digest.update(chunk)
        target.seek(0)
        made = Dossier(
            organisation_id=report.organisation_id,
            report=report,
            name=f"{report.project.code}-{report.kind}-{report.starts_on}-{report.ends_on}.zip",
            content_type="application/zip",
            size=size,
            sha256=digest.hexdigest(),
            evidence=sum(1 for _piece in evidence.pieces(found.counted)),
            created_at=clock.now(),
            uploaded_by_id=job.requested_by_id,
        )
        _replace(made, File(target))


def _replace(made: Dossier, content: "File[bytes]") -> None:
    """In the place of the one before, whose bytes go once that is committed."""
    for old in Dossier.objects.filter(report_id=made.report_id):
        Dossier.objects.filter(pk=old.pk).delete()
        transaction.on_commit(partial(old.file.storage.delete, str(old.file.name)))
    made.file.save(made.name, content, save=False)
    made.save()


def ended(job: Job) -> None:
    """The one who asked hears that it is there; one that failed is told of on the report's page."""
    if job.state == State.DONE and job.requested_by_id:
        notices.ready(Report.objects.get(pk=job.subject_id), job.requested_by_id)


STEPS = (Step("put_together", _("Putting the dossier together"), put_together),)


def register() -> None:
    running.register(JOB, STEPS, ended)
