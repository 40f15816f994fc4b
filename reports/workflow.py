"""From collecting to the funder's answer: who may move a report, when, and what follows."""

from collections.abc import Callable
from datetime import date
from typing import Any

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
from reports import notices
from reports.approvals import standing
from reports.building import SYSTEM
from reports.changes.forgetting import forget
from reports.documents import manifest
from reports.documents.kept import differs
from reports.models import Report
from reports.parts import is_checked
from reports.permissions import can_manage, nobody
from reports.states import JOB, FileKind, State
from reports.submissions import keeping


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


def is_newest(report: Report) -> str | None:
    """What a later report built on stays as it was submitted."""
    if not keeping.is_newest(report):
        return _("A later report has been submitted: the figures of this one stay as they are.")
    return None


def follows_what_stays(report: Report) -> str | None:
    """A report builds on the earlier ones: one that is being counted anew would change under it."""
    if before := keeping.counted_before(report):
        return _("An earlier report has been opened again to be counted: lock it first (%(report)s).") % {
            "report": before.title
        }
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
    guards=(is_built, is_still, is_checked, standing.waits),
    reason_when=standing.needs_reason,
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
    guards=(is_still, is_whole, follows_what_stays),
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
TO_COUNT = Move(
    "report.reopened_to_count",
    (State.RETURNED,),
    State.COLLECTING,
    allowed=can_manage,
    label=gettext_lazy("Open again and count anew"),
    guards=(is_newest,),
    needs_reason=True,
)
AS_COUNTED = Move(
    "report.reopened_as_counted",
    (State.RETURNED,),
    State.COLLECTING,
    allowed=can_manage,
    label=gettext_lazy("Open again, figures as they were"),
    needs_reason=True,
)
MOVES = (BUILT, APPROVE, REOPEN, SUBMIT, ACCEPT, RETURN, TO_COUNT, AS_COUNTED)
# what a report that is opened again has no more; its submission is kept
UNSENT: dict[str, Any] = {
    "steering_on": None, "steering_paragraph": "", "submitted_at": None, "decided_at": None, "sha256": "",
}  # fmt: skip


@transaction.atomic
def built(report: Report, *, actor: Actor) -> Report:
    """Called when the job has ended well."""
    report = perform(report, BUILT, actor=actor, built_at=clock.now())
    notices.ready(report)
    return report


@transaction.atomic
def approve(report: Report, *, actor: Actor, on: date, paragraph: str, reason: str = "") -> Report:
    """The steering group has approved it: on which day, and in which paragraph of the minutes.

    `reason` says why without the partners that have not approved it, where the day set for them has passed.
    """
    report = lock(report)
    if why := meeting_problem(report, on):
        raise MoveError(why)
    told = {"without": standing.lacking(report)}
    return perform(report, APPROVE, actor=actor, reason=reason, told=told, steering_on=on, steering_paragraph=paragraph)


@transaction.atomic
def reopen(report: Report, *, actor: Actor, reason: str = "") -> Report:
    return perform(report, REOPEN, actor=actor, reason=reason, steering_on=None, steering_paragraph="")


@transaction.atomic
def submit(report: Report, *, actor: Actor, reason: str = "") -> Report:
    """Freeze figures, row ids, texts and files under one hash; the database refuses changes from here on."""
    keeping.hold_submitted(report)
    report = lock(report)
    sha256 = manifest.digest(report)
    report = perform(report, SUBMIT, actor=actor, reason=reason, submitted_at=clock.now(), sha256=sha256)
    keeping.keep(report, actor=actor)
    return report


@transaction.atomic
def accept(report: Report, *, actor: Actor, reason: str = "") -> Report:
    return perform(report, ACCEPT, actor=actor, reason=reason, decided_at=clock.now())


@transaction.atomic
def send_back(report: Report, *, actor: Actor, reason: str) -> Report:
    return perform(report, RETURN, actor=actor, reason=reason, decided_at=clock.now())


@transaction.atomic
def reopen_to_count(report: Report, *, actor: Actor, reason: str) -> Report:
    """A returned report, and the newest one: everything is counted anew, and what was sent is kept as a submission."""
    report = _reopened(report, TO_COUNT, actor, reason, keeps_figures=report.keeps_figures)
    forget(report)
    return report


@transaction.atomic
def reopen_as_counted(report: Report, *, actor: Actor, reason: str) -> Report:
    """A returned report: texts and files may change, figures and rows are for ever those that were submitted."""
    return _reopened(report, AS_COUNTED, actor, reason, keeps_figures=True)


def _reopened(report: Report, move: Move, actor: Actor, reason: str, *, keeps_figures: bool) -> Report:
    report = lock(report)
    if move.may(actor, report) and report.state in move.sources:
        keeping.keep(report, actor=actor)  # one from before submissions were kept
    told = {"sha256": report.sha256}
    return perform(report, move, actor=actor, reason=reason, told=told, keeps_figures=keeps_figures, **UNSENT)


BY_NAME: dict[str, Callable[..., Report]] = {
    APPROVE.name: approve,
    REOPEN.name: reopen,
    SUBMIT.name: submit,
    ACCEPT.name: accept,
    RETURN.name: send_back,
    TO_COUNT.name: reopen_to_count,
    AS_COUNTED.name: reopen_as_counted,
}
