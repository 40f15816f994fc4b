"""Starting, running, cancelling and recovering jobs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.isolation import context
from mint.jobs.models import Job, State
from mint.outbox.queue import enqueue
from mint.web import MoveError

LEASE = timedelta(seconds=120)
BEAT = LEASE / 4  # how often a step under way says that it lives
ATTEMPTS = 5
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Step:
    """A named step; `work(job)` runs in its own transaction as the person who asked, and may run twice.

    A long one is done in parts: `progress(job)`, asked after each, says how much is done of how much, and `work` is
    called until all is. `as_system`: its rows are the system's to write; who may start it was asked at the start.
    """

    key: str
    label: "str | Promise"
    work: Callable[[Job], None]
    progress: Callable[[Job], tuple[int, int]] | None = None
    as_system: bool = False


@dataclass(frozen=True)
class Kind:
    """`ended(job)` is called once, as the system, when the job is done or has failed."""

    steps: tuple[Step, ...]
    ended: Callable[[Job], None]


_kinds: dict[str, Kind] = {}


def register(kind: str, steps: tuple[Step, ...], ended: Callable[[Job], None]) -> None:
    _kinds[kind] = Kind(steps, ended)


def steps_of(job: Job) -> list[dict[str, Any]]:
    """For the page: each step's label and state, done, running, failed or waiting."""
    now = "failed" if job.state == State.FAILED else "running" if job.is_active else "waiting"
    return [
        {
            "label": step.label,
            "state": "done" if index < job.step else now if index == job.step else "waiting",
        }
        for index, step in enumerate(_kinds[job.kind].steps)
    ]


def percent(job: Job) -> int:
    steps = len(_kinds[job.kind].steps)
    under_way = 100 * job.part // job.parts // steps if job.part < job.parts else 0
    return 100 * job.step // steps + under_way


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


def run(job_id: int) -> None:
    """Do the steps that are left. Outside any transaction: each step has its own, and progress is seen at once."""
    while (job := _claim(job_id)) is not None:
        kind = _kinds[job.kind]
        if job.step >= len(kind.steps):
            _end(job, State.DONE)
            return
        if not _do(job, kind.steps[job.step]):
            return


def _claim(job_id: int) -> Job | None:
    """Take the job for one step by a conditional update; None when it has ended or another worker has it."""
    now = clock.now()
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now)
    with context.system("jobs.run"):
        taken = Job.objects.filter(free, pk=job_id).update(
            state=State.RUNNING,
            lease_until=now + LEASE,
            started_at=now,
            attempts=F("attempts") + 1,
        )
        job = Job.objects.filter(pk=job_id).first() if taken else None
        if job is not None and job.attempts > ATTEMPTS + len(_kinds[job.kind].steps) + job.part:  # each part is a claim
            _end(job, State.FAILED, _("The work stopped too many times."))
            return None
    return job


def _do(job: Job, step: Step) -> bool:
    done, parts = 1, 1
    try:
        by_system = step.as_system or job.requested_by_id is None
        asked_by = context.system(job.kind) if by_system else context.acting(job.requested_by_id)
        with asked_by, transaction.atomic(), _alive(job):  # the system's context is no transaction by itself
            step.work(job)
            if step.progress:
                done, parts = step.progress(job)
    except Exception as error:
        log.exception("job.step_failed", job=job.pk, step=step.key)
        _end(job, State.FAILED, f"{step.key}: {error}"[:500])
        return False
    with context.system("jobs.run"):  # hand the job back: the next claim, ours or another worker's, takes the next step
        after: dict[str, Any] = {"state": State.QUEUED}
        after |= {"step": job.step + 1} if done >= parts else {}
        after |= {"part": done, "parts": parts} if step.progress else {}
        Job.objects.filter(pk=job.pk, state=State.RUNNING).update(**after)
    return True


@contextmanager
def _alive(job: Job) -> Iterator[None]:
    """Renew the lease while the block runs, from a thread: the step's own transaction shows nothing until it ends.

    A killed worker takes the thread with it, so its lease passes and the sweeper finds the job.
    """
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT.total_seconds()):
            try:
                renew(job)
            except Exception:  # a database that is away for a moment must not end the beating
                log.exception("job.not_renewed", job=job.pk)

    beating = threading.Thread(target=beat, name=f"job-{job.pk}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join(timeout=5)  # one that waits for the database must not keep the step's work from its commit


def renew(job: Job) -> bool:
    """This claim lives on; False when the job has ended, or somebody else has claimed it since."""
    with context.system("jobs.run"):
        mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)
        return bool(mine.update(lease_until=clock.now() + LEASE))


def _end(job: Job, state: State, error: str = "") -> None:
    with context.system("jobs.run"), transaction.atomic():
        ended = Job.objects.filter(pk=job.pk, state=State.RUNNING).update(
            state=state, ended_at=clock.now(), error=error, lease_until=None
        )
        if ended:
            job.refresh_from_db()
            _kinds[job.kind].ended(job)


def cancel(job: Job) -> bool:
    """Stop after the step that runs; False when it had already ended."""
    changed = Job.objects.filter(pk=job.pk, state__in=[State.QUEUED, State.RUNNING]).update(
        state=State.CANCELLED, ended_at=clock.now()
    )
    return bool(changed)


def retry(job: Job) -> bool:
    """Go on from the step that failed; the finished ones are kept. False when there is nothing to go on with."""
    changed = Job.objects.filter(pk=job.pk, state__in=[State.FAILED, State.CANCELLED]).update(
        state=State.QUEUED, error="", ended_at=None, attempts=0
    )
    if changed:
        enqueue("jobs.run", job_id=job.pk)
    return bool(changed)


def sweep() -> int:
    """Queue again what a dead worker left behind; returns how many. Runs as mint_system."""
    lost = Job.objects.filter(state=State.RUNNING, lease_until__lt=clock.now())
    stale = Job.objects.filter(state=State.QUEUED, created_at__lt=clock.now() - LEASE * 5)
    ids = [*lost.values_list("pk", flat=True), *stale.values_list("pk", flat=True)]
    for pk in ids:
        enqueue("jobs.run", job_id=pk)
    return len(ids)
