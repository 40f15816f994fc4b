"""Counting a submitted report anew, and carrying a difference to the next period."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock
from reports.changes import carrying, comparing
from reports.changes.models import Carry, Change
from reports.corrections import actions as corrections
from reports.corrections.actions import Evidence
from reports.corrections.models import Correction
from reports.models import Figure, Report
from reports.permissions import can_manage
from reports.states import Kind


@transaction.atomic
def ask(report: Report, *, actor: Actor) -> None:
    """Count it now, rather than at night."""
    if not can_manage(actor, report):
        raise PermissionDenied
    if not report.is_frozen or report.kind == Kind.ECOSYSTEM:
        raise MoveError(_("Only a submitted report is compared with the records of today."))
    comparing.ask(report)


@transaction.atomic
def carry(report: Report, figure: Figure, *, actor: Actor) -> Correction:
    """Propose the difference as a correction in the next open report; what has been carried already is not again."""
    if not can_manage(actor, report):
        raise PermissionDenied
    report = lock(report)
    if not report.is_frozen or report.kind != Kind.FUNDER:
        raise MoveError(_("What has changed is carried on from a submitted report of a period."))
    amount, after = carrying.rest(figure), carrying.next_open(report)
    if not amount:
        raise MoveError(_("There is nothing to carry on: it has been carried already, or has not changed the period."))
    if after is None:
        raise MoveError(_("No later report is being put together. Begin the report of the next period first."))
    change = Change.objects.filter(figure=figure).order_by("id")[0]
    made = corrections.propose(
        report.project,
        figure.indicator,
        on=after.starts_on,
        amount=amount,
        reason=carrying.reason(figure, report),
        evidence=Evidence(change.record, change.object_id, change.title),
        is_carried=True,
        actor=actor,
    )
    Carry.objects.create(
        organisation_id=report.organisation_id, report=report, figure=figure, correction=made, amount=amount,
        created_at=clock.now(),
    )  # fmt: skip
    told = {"code": figure.code, "amount": str(amount), "correction": made.pk}
    record("report.change_carried", report, actor=actor, data=told)
    return made
