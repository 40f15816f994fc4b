"""The moves of a placement: one readable table, and one function per move for what follows."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.projects.running import project_of
from mint.templating import fdate
from mint.workflow import Move, perform
from mint.workflow import undo as undo_move
from placements import agreeing, choosing, notices
from placements.models import Placement
from placements.permissions import can_curate, can_interrupt, can_open, is_host
from placements.states import PENDING, SEATED, WAITING, ApplicationState, Kind, State

FULL_YEAR_HOURS = Decimal(1720)
WEEK_HOURS = Decimal("37.5")
S = State


def described(placement: Placement) -> str | None:
    """An applicant must know what one does, when, and until when to apply."""
    missing = [
        str(label)
        for name, label in (
            ("tasks", _("tasks")),
            ("starts_on", _("first day")),
            ("apply_by", _("last day to apply")),
        )
        if not getattr(placement, name)
    ]
    return _("Still missing: %(what)s.") % {"what": ", ".join(missing)} if missing else None


def can_be_applied_to(placement: Placement) -> str | None:
    if placement.apply_by and placement.apply_by < clock.today():
        return _("The last day to apply is past.")
    return None


def somebody_comes(placement: Placement) -> str | None:
    states = set(placement.applications.values_list("state", flat=True))
    if ApplicationState.CHOSEN in states:
        return _("Somebody who was chosen has not answered yet.")
    return None if ApplicationState.ACCEPTED in states else _("Nobody has accepted the place yet.")


def has_begun(placement: Placement) -> str | None:
    """What has begun is counted in reports, so it is not said before its first day."""
    if placement.starts_on and placement.starts_on > clock.today():
        return _("It has not begun yet: its first day is %(day)s.") % {"day": fdate(placement.starts_on)}
    return None


def nobody_comes(placement: Placement) -> str | None:
    if placement.applications.filter(state__in=SEATED).exists():
        return _("A place has been given. Cancel the placement instead, with the reason.")
    return None


def nobody_applied(placement: Placement) -> str | None:
    """Counted by the database: a coordinator does not see applications to a company."""
    counted = Placement.objects.filter(pk=placement.pk).with_counts().get()
    return _("Somebody has already applied.") if counted.applied else None  # type: ignore[attr-defined]  # annotated


SUBMIT = Move(
    "placement.submitted",
    (S.DRAFT,),
    S.IN_REVIEW,
    allowed=is_host,
    label=gettext_lazy("Send for review"),
    guards=(described, can_be_applied_to),
)
OPEN = Move(
    "placement.opened",
    (S.DRAFT, S.IN_REVIEW),
    S.OPEN,
    allowed=can_open,
    label=gettext_lazy("Open for applications"),
    guards=(described, can_be_applied_to),
)
RETURN = Move(
    "placement.returned",
    (S.IN_REVIEW,),
    S.DRAFT,
    allowed=can_curate,
    label=gettext_lazy("Return with reasons"),
    needs_reason=True,
    is_main=False,
)
FILL = Move(
    "placement.filled",
    (S.OPEN,),
    S.FILLED,
    allowed=is_host,
    label=gettext_lazy("The choice is made"),
    guards=(somebody_comes,),
)
AGREE = Move(
    "placement.agreement_opened",
    (S.FILLED,),
    S.AGREEMENT,
    allowed=is_host,
    label=gettext_lazy("Ask for confirmations"),
)
START = Move(
    "placement.started",
    (S.AGREEMENT,),
    S.RUNNING,
    allowed=is_host,
    label=gettext_lazy("Start"),
    guards=(agreeing.all_confirmed, has_begun),
)
FINISH = Move(
    "placement.finished",
    (S.RUNNING,),
    S.FINISHED,
    allowed=is_host,
    label=gettext_lazy("Finish"),
    guards=(has_begun, agreeing.all_reported),
)
ARCHIVE = Move(
    "placement.archived", (S.FINISHED,), S.ARCHIVED, allowed=is_host, label=gettext_lazy("Move to the archive")
)
LAPSE = Move(
    "placement.lapsed",
    (S.OPEN,),
    S.LAPSED,
    allowed=is_host,
    label=gettext_lazy("End without a choice"),
    guards=(nobody_comes,),
    needs_reason=True,
    is_main=False,
)
INTERRUPT = Move(
    "placement.interrupted",
    (S.RUNNING,),
    S.INTERRUPTED,
    allowed=can_interrupt,
    label=gettext_lazy("Interrupt"),
    needs_reason=True,
    is_main=False,
)
CANCEL = Move(
    "placement.cancelled",
    (S.DRAFT, S.IN_REVIEW, S.OPEN, S.FILLED, S.AGREEMENT),
    S.CANCELLED,
    allowed=is_host,
    label=gettext_lazy("Cancel the placement"),
    needs_reason=True,
    is_main=False,
)
UNOPEN = Move(
    "placement.open_undone",
    (S.OPEN,),
    S.IN_REVIEW,
    allowed=can_curate,
    undo_of="placement.opened",
    guards=(nobody_applied,),
)
MOVES = (SUBMIT, OPEN, RETURN, FILL, AGREE, START, FINISH, ARCHIVE, LAPSE, INTERRUPT, CANCEL, UNOPEN)


def staff_years(placement: Placement) -> Decimal:
    """Full-time years of one place: hours of 1,720, or weeks of 37.5 hours; a job without an end is one."""
    if not placement.hours and not placement.weeks and placement.kind == Kind.JOB:
        return Decimal("1.00")
    hours = Decimal(placement.hours or 0) or Decimal(placement.weeks or 0) * WEEK_HOURS
    return (hours / FULL_YEAR_HOURS).quantize(Decimal("0.01"))


def _derived(placement: Placement) -> dict[str, Any]:
    """The project it counts for, set once, and its staff-years."""
    project = None if placement.project_id else project_of(placement.municipality_id)
    return {"fte": staff_years(placement), "project_id": project.pk if project else placement.project_id}


@transaction.atomic
def submit(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    return perform(placement, SUBMIT, actor=actor, submitted_at=clock.now(), **_derived(placement))


@transaction.atomic
def open_(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    sent = placement.submitted_at or clock.now()
    derived = _derived(placement)
    placement = perform(placement, OPEN, actor=actor, published_at=clock.now(), submitted_at=sent, **derived)
    notices.opened(placement, actor)
    return placement


@transaction.atomic
def return_(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    placement = perform(placement, RETURN, actor=actor, reason=reason)
    notices.returned(placement, actor, reason)
    return placement


@transaction.atomic
def fill(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    """The choice is made; those who were only considered hear it now, the reserve when it has started."""
    placement = perform(placement, FILL, actor=actor)
    choosing.tell_the_rest(placement, WAITING, actor=actor, reason=reason)
    return placement


@transaction.atomic
def agree(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    placement = perform(placement, AGREE, actor=actor)
    notices.agreement(placement, actor, agreeing.accepted_of(placement))
    return placement


@transaction.atomic
def start(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    placement = perform(placement, START, actor=actor, started_at=clock.now())
    choosing.tell_the_rest(placement, (ApplicationState.RESERVE,), actor=actor, reason="")
    return placement


@transaction.atomic
def finish(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    return perform(placement, FINISH, actor=actor, ended_at=clock.now())


@transaction.atomic
def archive(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    return perform(placement, ARCHIVE, actor=actor)


@transaction.atomic
def lapse(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    placement = perform(placement, LAPSE, actor=actor, reason=reason, ended_at=clock.now())
    choosing.tell_the_rest(placement, PENDING, actor=actor, reason=reason)
    return placement


@transaction.atomic
def interrupt(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    """It ends before its time: the student, the host and the school hear why."""
    placement = perform(placement, INTERRUPT, actor=actor, reason=reason, ended_at=clock.now())
    notices.interrupted(placement, actor, reason)
    return placement


@transaction.atomic
def cancel(placement: Placement, *, actor: Actor, reason: str = "") -> Placement:
    """Called off before it began: everybody who had applied hears why."""
    placement = perform(placement, CANCEL, actor=actor, reason=reason, ended_at=clock.now())
    everybody = (*PENDING, *SEATED)
    choosing.tell_the_rest(placement, everybody, actor=actor, reason=reason, move=choosing.CALL_OFF)
    return placement


@transaction.atomic
def undo(placement: Placement, move: Move, *, actor: Actor) -> Placement:
    """Take back one's own last move within ten minutes, and the messages that wait for it."""
    return undo_move(placement, move, actor=actor)


# What a POST of the move's name runs.
RUN = {
    move.name: function
    for move, function in (
        (SUBMIT, submit),
        (OPEN, open_),
        (RETURN, return_),
        (FILL, fill),
        (AGREE, agree),
        (START, start),
        (FINISH, finish),
        (ARCHIVE, archive),
        (LAPSE, lapse),
        (INTERRUPT, interrupt),
        (CANCEL, cancel),
    )
}
