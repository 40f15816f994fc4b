"""What was submitted is kept, each time; and may the report be opened again with its figures changing?"""

from django.db import connection

from mint.actor import Actor
from reports import manifest
from reports.models import Report
from reports.submissions.models import Submission
from reports.verifying import canonical


def keep(report: Report, *, actor: Actor) -> None:
    """Once for each submission. Called with the report locked, when it has been submitted."""
    kept = Submission.objects.filter(report=report)
    if report.submitted_at is None or kept.filter(submitted_at=report.submitted_at, sha256=report.sha256).exists():
        return
    Submission.objects.create(
        organisation_id=report.organisation_id,
        report=report,
        number=kept.count() + 1,
        submitted_at=report.submitted_at,
        submitted_by_id=actor.user_id,
        sha256=report.sha256,
        manifest=canonical(manifest.manifest(report)).decode(),
    )


def is_newest(report: Report) -> bool:
    """Has no later report of the project been submitted? The database asks itself the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.report_is_newest(%s)", [report.pk])
        return bool(cursor.fetchone()[0])
