"""A dossier is asked for; the job makes it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from reports.dossier import jobs
from reports.dossier.permissions import can_put_together
from reports.models import Report
from reports.permissions import can_manage


@transaction.atomic
def ask(report: Report, *, actor: Actor) -> None:
    """Raises MoveError while the report is not locked, or a dossier is being made already."""
    if not can_manage(actor, report):
        raise PermissionDenied
    if not can_put_together(actor, report):
        raise MoveError(_("The dossier is put together from a locked report: lock the report first."))
    job = jobs.start(report, actor=actor)
    record("report.dossier_asked", report, actor=actor, data={"job": job.pk})
