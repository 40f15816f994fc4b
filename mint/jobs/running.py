"""Starting, running and cancelling jobs: the door of this package."""

import time
from contextlib import AbstractContextManager
from typing import Any

import structlog
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.isolation import context
from mint.jobs import parts
from mint.jobs.claiming import Unit, alive, claim, is_mine
from mint.jobs.kinds import Step, kind_of, percent, register, steps_of
from mint.jobs.models import Job, JobPart, State
from mint.outbox.queue import enqueue
from mint.web import MoveError

__all__ = ["Step", "cancel", "percent", "register", "retry", "run", "start", "steps_of"]
TRIES = 5  # of one step or part, before its work is held to be what stops the workers
LONGEST = 60.0  # seconds that one message works on, before another takes its place in the queue
AWAY = (OperationalError, InterfaceError)  # the database restarts, or is full: no fault of the work
log = structlog.get_logger(__name__)


@transaction.atomic
def start(kind: str, subject_id: int, *, actor: Actor, organisation_id: int) -> Job:
    """Queue a job in the caller's transaction. Raises MoveError when the same is already under way."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                subject_id=subject_id,
                organisation_id=organisation_id,
                requested_by_id=actor.user_id,
                created_at=clock.now(),
            )
    except IntegrityError as error:
        raise MoveError(_("This is already being built.")) from error
    enqueue("jobs.run", job_id=job.pk)
    return job


def run(job_id: int, *, alone: bool = False) -> None:
    """Work until a job has come to its end, or nothing is free; `job_id` says which job brought the message, no more.

    `alone`: do this job and no other, here and now, as seeds and commands do.

    Outside any transaction: each step and part has its own, and progress is seen at once. Every job brings one message
    and ends once, so that what is queued always has a message to come, whichever job that one works on.
    """
    until = time.monotonic() + LONGEST
    while (unit := claim(job_id if alone else None)) is not None:
        if not _do(unit):
            return
        if time.monotonic() > until and not alone:
            with context.system("jobs.run"):
                enqueue("jobs.run", job_id=job_id)
            return


def _do(unit: Unit) -> bool:
    """One unit; False when its job has come to its end, or its work has to wait."""
    job = unit.job if isinstance(unit, JobPart) else unit
    steps = kind_of(job).steps
    if job.step >= len(steps):
        _end(job, State.DONE)
        return False
    step = steps[job.step]
    name = f"{step.key} {unit.key}" if isinstance(unit, JobPart) else step.key
    if unit.tries > TRIES:
        _end(job, State.FAILED, _("%(step)s stopped %(times)s times and is not tried again.")
             % {"step": name, "times": TRIES})  # fmt: skip
        return False
    try:
        _done(unit, step)
    except AWAY:
        log.warning("job.waits_for_the_database", job=job.pk, step=name)
        return False  # the claim lapses, and the sweeper finds it
    except Exception as error:
        log.exception("job.step_failed", job=job.pk, step=name)
        _end(job, State.FAILED, f"{name}: {error!s}"[:500] if str(error) else f"{name}: {error!r}"[:500])
        return False
    return True


def _done(unit: Unit, step: Step) -> None:
    if isinstance(unit, JobPart):
        with _asked_by(unit.job, step), transaction.atomic(), alive(unit):
            result = step.part(unit.job, unit.key) if step.part else None
        parts.keep(unit, result)
        return
    if step.parts and not _is_whole(unit):
        with _asked_by(unit, step):
            parts.divide(unit, step)
        return
    done, of = 1, 1
    with _asked_by(unit, step), transaction.atomic(), alive(unit):  # the system's context is no transaction by itself
        step.work(unit)
        if step.progress:
            done, of = step.progress(unit)
    _hand_back(unit, step, done, of)


def _is_whole(job: Job) -> bool:
    with context.system("jobs.run"):
        return parts.all_done(job)


def _asked_by(job: Job, step: Step) -> AbstractContextManager[None]:
    by_system = step.as_system or job.requested_by_id is None
    return context.system(job.kind) if by_system else context.acting(job.requested_by_id)


def _hand_back(job: Job, step: Step, done: int, of: int) -> None:
    """The next claim, ours or another worker's, takes the next step."""
    after: dict[str, Any] = {"state": State.QUEUED, "tries": 0}
    after |= {"step": job.step + 1, "part": 0, "parts": 0} if done >= of else {}
    after |= {"part": done, "parts": of} if step.progress else {}
    with context.system("jobs.run"):
        Job.objects.filter(is_mine(job)).update(**after)


def _end(job: Job, state: State, error: str = "") -> None:
    with context.system("jobs.run"), transaction.atomic():
        ended = Job.objects.filter(pk=job.pk, state=State.RUNNING).update(
            state=state, ended_at=clock.now(), error=error, lease_until=None
        )
        if ended:
            job.refresh_from_db()
            if state == State.DONE:
                JobPart.objects.filter(job=job).update(result=None)  # merged: nothing to go on from
            kind_of(job).ended(job)


def cancel(job: Job) -> bool:
    """Stop after the steps and parts that run; False when it had already ended."""
    changed = Job.objects.filter(pk=job.pk, state__in=[State.QUEUED, State.RUNNING]).update(
        state=State.CANCELLED, ended_at=clock.now()
    )
    return bool(changed)


def retry(job: Job) -> bool:
    """Go on from the step, and from the parts, that failed; the finished ones are kept. False when there is nothing to go on with."""
    changed = Job.objects.filter(pk=job.pk, state__in=[State.FAILED, State.CANCELLED]).update(
        state=State.QUEUED, error="", ended_at=None, tries=0
    )
    if changed:
        enqueue("jobs.run", job_id=job.pk)
    return bool(changed)
