"""From collecting to the funder's answer: who may move a report, when, and what follows."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.jobs.models import Job
from mint.jobs.models import State as JobState
from mint.templating import fdate
from mint.web import MoveError
from mint.workflow import Move, lock, perform
from reports import manifest, notices
from reports.building import SYSTEM
from reports.kept import differs
from reports.models import Report
from reports.parts import is_checked
from reports.permissions import can_manage, nobody
from reports.states import JOB, FileKind, State


def is_built(report: Report) -> str | None:
    if report.files.count() < len(FileKind):
        return _("Build the report first: it has no files yet.")
    return None


def is_still(report: Report) -> str | None:
    """No job is writing it, and the last one came to its end: figures and files are of the same building."""
    job = Job.objects.filter(kind=JOB, subject_id=report.pk).order_by("-id").first()
    if job is None or job.state == JobState.DONE:
        return None
    if job.is_active:
        return _("The report is being built. Wait until it is ready.")
    return _("The latest building did not come to its end. Try it again first.")


def is_whole(report: Report) -> str | None:
    if any(differs(each) for each in report.files.all()):
        return _("A file of the report is not what was built. Take the report back and build it again.")
    return None


def meeting_problem(report: Report, day: date) -> str | None:
    """The steering group approves what is in front of it: the report as it was built, on that day or later."""
    if day > clock.today():
        return _("The meeting cannot be in the future.")
    built_on = report.built_at and clock.day_of(report.built_at)
    if built_on and day < built_on:
        return _("The report was built on %(day)s. The meeting that approves it is on that day or later.") % {
            "day": fdate(built_on)
        }
    return None


BUILT = Move("report.built", (State.COLLECTING, State.PRE_CHECK), State.PRE_CHECK, allowed=nobody, system=(SYSTEM,))
APPROVE = Move(
    "report.approved",
    (State.PRE_CHECK,),
    State.APPROVED,
    allowed=can_manage,
    label=gettext_lazy("Record the approval"),
    guards=(is_built, is_still, is_checked),
)
REOPEN = Move(
    "report.reopened",
    (State.APPROVED,),
    State.COLLECTING,
    allowed=can_manage,
    label=gettext_lazy("Take back to be built again"),
)
SUBMIT = Move(
    "report.submitted",
    (State.APPROVED,),
    State.SUBMITTED,
    allowed=can_manage,
    label=gettext_lazy("Lock the report"),
    guards=(is_still, is_whole),
)
ACCEPT = Move(
    "report.accepted",
    (State.SUBMITTED,),
    State.ACCEPTED,
    allowed=can_manage,
    label=gettext_lazy("The funder accepted it"),
)
RETURN = Move(
    "report.returned",
    (State.SUBMITTED,),
    State.RETURNED,
    allowed=can_manage,
    label=gettext_lazy("The funder returned it"),
    needs_reason=True,
)
MOVES = (BUILT, APPROVE, REOPEN, SUBMIT, ACCEPT, RETURN)


@transaction.atomic
def built(report: Report, *, actor: Actor) -> Report:
    """Called when the job has ended well."""
    report = perform(report, BUILT, actor=actor, built_at=clock.now())
    notices.ready(report)
    return report


@transaction.atomic
def approve(report: Report, *, actor: Actor, on: date, paragraph: str) -> Report:
    """The steering group has approved it: on which day, and in which paragraph of the minutes."""
    report = lock(report)
    if why := meeting_problem(report, on):
        raise MoveError(why)
    return perform(report, APPROVE, actor=actor, steering_on=on, steering_paragraph=paragraph)


@transaction.atomic
def reopen(report: Report, *, actor: Actor, reason: str = "") -> Report:
    return perform(report, REOPEN, actor=actor, reason=reason, steering_on=None, steering_paragraph="")


@transaction.atomic
def submit(report: Report, *, actor: Actor, reason: str = "") -> Report:
    """Freeze figures, row ids, texts and files under one hash; the database refuses changes from here on."""
    report = lock(report)
    sha256 = manifest.digest(report)
    return perform(report, SUBMIT, actor=actor, reason=reason, submitted_at=clock.now(), sha256=sha256)


@transaction.atomic
def accept(report: Report, *, actor: Actor, reason: str = "") -> Report:
    return perform(report, ACCEPT, actor=actor, reason=reason, decided_at=clock.now())


@transaction.atomic
def send_back(report: Report, *, actor: Actor, reason: str) -> Report:
    return perform(report, RETURN, actor=actor, reason=reason, decided_at=clock.now())


BY_NAME: dict[str, Callable[..., Report]] = {
    APPROVE.name: approve,
    REOPEN.name: reopen,
    SUBMIT.name: submit,
    ACCEPT.name: accept,
    RETURN.name: send_back,
}
