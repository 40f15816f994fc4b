"""Asking the partners, answering for one, and reminding those who have not."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.isolation.hidden import is_hidden
from mint.tenancy.models import Organisation
from mint.web import MoveError
from mint.workflow import lock
from reports.approvals import notices, standing
from reports.approvals.models import Approval, Asking
from reports.approvals.permissions import can_answer
from reports.models import Report
from reports.permissions import can_manage
from reports.states import State

BEFORE = timedelta(days=2)  # the reminder
BUILT_AGAIN = gettext_lazy("The report has been built again after you opened it. Look at it again.")


@transaction.atomic
def ask(report: Report, *, due_on: date, actor: Actor) -> Asking:
    """Every partner, of the building that is there now. Asked twice, they hear of it once."""
    if not can_manage(actor, report):
        raise PermissionDenied
    report = lock(report)
    if report.state != State.PRE_CHECK or report.built_at is None or not standing.is_asked(report):
        raise MoveError(_("The partners are asked when the report has been built and waits to be approved."))
    if due_on < clock.today():
        raise MoveError(_("The day cannot be in the past."))
    asking, made = Asking.objects.get_or_create(
        report=report,
        built_at=report.built_at,
        defaults={
            "organisation_id": report.organisation_id, "due_on": due_on, "asked_by_id": actor.user_id,
            "created_at": clock.now(),
        },
    )  # fmt: skip
    if made:
        record("report.partners_asked", report, actor=actor, data={"due_on": due_on.isoformat()})
        for each in standing.partners(report):
            notices.asked(asking, each)
    return asking


@transaction.atomic
def answer(report: Report, *, built_at: datetime, is_given: bool, reason: str, actor: Actor) -> None:
    """For the organisation one acts for, of the building that was looked at (`built_at`)."""
    if not can_answer(actor, report):
        raise PermissionDenied
    if report.state != State.PRE_CHECK or standing.asking_of(report) is None:
        raise MoveError(_("The partners are not asked about this report now."))
    if report.built_at != built_at:
        raise MoveError(BUILT_AGAIN)
    own = Organisation.objects.get(pk=actor.organisation_id or 0)
    try:
        with transaction.atomic():
            approval = _kept(report, own, built_at=built_at, is_given=is_given, reason=reason, actor=actor)
    except DatabaseError as error:
        if not is_hidden(error):
            raise
        raise MoveError(BUILT_AGAIN) from error  # in this very moment: a partner may not lock the report meanwhile
    if approval is None:
        return  # a double click
    verb = "approval.given" if is_given else "approval.refused"
    record(verb, approval, actor=actor, reason=reason, data={"report": report.pk})
    notices.answered(approval, own)


def _kept(
    report: Report, own: Organisation, *, built_at: datetime, is_given: bool, reason: str, actor: Actor
) -> Approval | None:
    """The answer, written; None where it was that already. The database refuses it of a building that has gone."""
    values = {"is_given": is_given, "reason": reason, "by_id": actor.user_id}
    approval, made = Approval.objects.select_related("report__project", "report__organisation").get_or_create(
        organisation=own, report=report, built_at=built_at, defaults=values | {"answered_at": clock.now()}
    )
    if not made and (approval.is_given, approval.reason) == (is_given, reason):
        return None
    if not made:
        Approval.objects.filter(pk=approval.pk).update(**values, answered_at=clock.now())
        approval.is_given, approval.reason = is_given, reason
    return approval


def remind_due() -> int:
    """Two days before the day that was set, each partner that has not answered, once. As the system; how many askings."""
    near = Asking.objects.filter(
        reminded_at=None, due_on__range=(clock.today(), clock.today() + BEFORE), report__state=State.PRE_CHECK
    )
    reminded = 0
    for asking in near.select_related("report__project", "report__organisation").order_by("id"):
        if asking.built_at == asking.report.built_at:
            reminded += _remind(asking)
    return reminded


@transaction.atomic
def _remind(asking: Asking) -> bool:
    if not Asking.objects.filter(pk=asking.pk, reminded_at=None).update(reminded_at=clock.now()):
        return False  # another beat was quicker
    for each in standing.stands(asking.report):
        if each.answer is None:
            notices.asked(asking, each.organisation, again=True)
    return True
