"""What was submitted is kept, each time; and may the report be opened again with its figures changing?"""

from hashlib import sha256

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.web import MoveError
from reports.documents import manifest
from reports.documents.verifying import canonical
from reports.models import Report
from reports.states import WAITING, Kind
from reports.submissions.models import Submission


def keep(report: Report, *, actor: Actor) -> None:
    """Once for each submission. Called with the report locked, when it has been submitted."""
    kept = Submission.objects.filter(report=report)
    if report.submitted_at is None or kept.filter(submitted_at=report.submitted_at, sha256=report.sha256).exists():
        return
    sealed = canonical(manifest.manifest(report))
    if sha256(sealed).hexdigest() != report.sha256:
        raise MoveError(_("The report does not give the checksum that it was locked with: it stays as it is."))
    Submission.objects.create(
        organisation_id=report.organisation_id,
        report=report,
        number=kept.count() + 1,
        submitted_at=report.submitted_at,
        submitted_by_id=actor.user_id,
        sha256=report.sha256,
        manifest=sealed.decode(),
    )


def is_newest(report: Report) -> bool:
    """Has no later report of the project been submitted? The database asks itself the same."""
    return _asked("SELECT mint.report_is_newest(%s)", report)


def keeps_figures(report: Report) -> bool:
    """Are the figures those that were submitted, by word or because a later report has been? As the database has it."""
    return _asked("SELECT mint.report_keeps_figures(%s)", report)


def _asked(question: str, report: Report) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [report.pk])
        return bool(cursor.fetchone()[0])


def counted_before(report: Report) -> Report | None:
    """An earlier report of the project that was opened again to count, and has not been submitted anew."""
    earlier = Q(ends_on__lt=report.ends_on) | Q(ends_on=report.ends_on, pk__lt=report.pk)
    open_again = Report.objects.filter(
        earlier, project_id=report.project_id, state__in=WAITING, keeps_figures=False, submissions__isnull=False
    )
    alike = Q(kind=Kind.ECOSYSTEM)
    return open_again.filter(alike if report.kind == Kind.ECOSYSTEM else ~alike).order_by("ends_on", "id").first()


def hold_submitted(report: Report) -> None:
    """Lock what its project has submitted, in one order: none of it is opened again before this transaction has ended."""
    rows = Report.objects.frozen().filter(project_id=report.project_id).select_for_update(no_key=True).order_by("id")
    list(rows.values_list("pk", flat=True))
