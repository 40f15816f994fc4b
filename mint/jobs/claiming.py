"""Who works on what, one unit at a time: a step of a job, or a part of one. Claims are leases, taken by conditional updates.

A message from the queue is a permit to work, not an order: what is done is chosen here, so that no organisation waits
behind the hundreds of another. First comes the organisation for which the fewest units are under way, then the one that
was served longest ago; within it what has been begun, then what a person waits for, then what the calendar asked.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, F, Max, Q

from mint import clock
from mint.isolation import context
from mint.jobs import kinds
from mint.jobs.models import Job, JobPart, State
from mint.outbox.models import Job as Outgoing
from mint.outbox.queue import enqueue

LEASE = timedelta(seconds=settings.JOB_LEASE_SECONDS)
BEAT = LEASE / 4  # how often work under way says that it lives
REMEMBERED = timedelta(hours=1)  # how long an organisation is known to have been served
log = structlog.get_logger(__name__)

Unit = Job | JobPart


def claim(only: int | None = None) -> Unit | None:
    """Take the fairest free unit, or one of a single job; None when nothing is free.

    One that another worker was quicker to take is passed over.
    """
    with context.system("jobs.run"):
        units = _fairest() if only is None else (*free_parts().filter(job=only), *free_jobs().filter(pk=only))
        return next((taken for unit in units if (taken := _take(unit))), None)


def _free() -> Q:
    return Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=clock.now())


def free_jobs() -> Any:
    return Job.objects.filter(_free(), kind__in=kinds.known())


def free_parts() -> Any:
    return JobPart.objects.filter(_free(), job__state=State.RUNNING, job__kind__in=kinds.known())


def _fairest() -> Iterator[Unit]:
    """The free units in the order in which they are to be done."""
    waiting = {*free_jobs().values_list("organisation_id", flat=True).distinct()}
    waiting |= {*free_parts().values_list("organisation_id", flat=True).distinct()}
    under_way, served = _under_way(), _served()
    never = datetime.min.replace(tzinfo=clock.now().tzinfo)
    for organisation in sorted(waiting, key=lambda each: (under_way[each], served.get(each, never), each)):
        yield from free_parts().filter(organisation=organisation).order_by("pk")
        by_calendar = ExpressionWrapper(Q(requested_by=None), output_field=BooleanField())
        yield from free_jobs().filter(organisation=organisation).order_by("-step", by_calendar, "pk")


def _under_way() -> Counter[int]:
    """How many units are being worked on, by organisation."""
    alive = Q(state=State.RUNNING, lease_until__gte=clock.now())
    found: Counter[int] = Counter()
    for model in (Job, JobPart):
        found.update(model._default_manager.filter(alive).values_list("organisation_id", flat=True))
    return found


def _served() -> dict[int, datetime]:
    """When something was last begun for each organisation, of the latest hour."""
    found: dict[int, datetime] = {}
    for model in (Job, JobPart):
        begun = model._default_manager.filter(started_at__gt=clock.now() - REMEMBERED)
        for organisation, moment in begun.values_list("organisation_id").annotate(Max("started_at")).order_by():
            found[organisation] = max(moment, found.get(organisation, moment))
    return found


def _take(unit: Unit) -> Unit | None:
    now = clock.now()
    model = type(unit)._default_manager
    taken = model.filter(_free(), pk=unit.pk, attempts=unit.attempts).update(
        state=State.RUNNING, lease_until=now + LEASE, started_at=now, attempts=F("attempts") + 1, tries=F("tries") + 1
    )
    return model.select_related(*unit.NEEDED).get(pk=unit.pk) if taken else None


def is_mine(unit: Unit) -> Q:
    """This very claim: not one that somebody made after it had lapsed."""
    return Q(pk=unit.pk, state=State.RUNNING, attempts=unit.attempts)


def renew(unit: Unit) -> bool:
    """This claim lives on; False when the job has ended, or somebody else has claimed it since."""
    with context.system("jobs.run"):
        mine = type(unit)._default_manager.filter(is_mine(unit))
        return bool(mine.update(lease_until=clock.now() + LEASE))


@contextmanager
def alive(unit: Unit) -> Iterator[None]:
    """Renew the lease while the block runs, from a thread: the work's own transaction shows nothing until it ends.

    A killed worker takes the thread with it, so its lease passes and the sweeper finds the job.
    """
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT.total_seconds()):
            try:
                renew(unit)
            except Exception:  # a database that is away for a moment must not end the beating
                log.exception("job.not_renewed", job=unit.pk)

    beating = threading.Thread(target=beat, name=f"job-{unit.pk}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join(timeout=5)  # one that waits for the database must not keep the work from its commit


def sweep() -> int:
    """Give a permit to what a dead worker left behind, and to what waits without one; returns how many. As mint_system."""
    lapsed = Q(state=State.RUNNING, lease_until__lt=clock.now())
    lost = [*Job.objects.filter(lapsed).values_list("pk", flat=True)]
    lost += JobPart.objects.filter(lapsed, job__state=State.RUNNING).values_list("job_id", flat=True)
    waiting = [*Job.objects.filter(state=State.QUEUED).order_by("pk").values_list("pk", flat=True)]
    queued = JobPart.objects.filter(state=State.QUEUED, job__state=State.RUNNING)
    waiting += queued.order_by("pk").values_list("job_id", flat=True)
    permits = Outgoing.objects.filter(task="jobs.run", done_at=None, failed_at=None).count()
    missing = waiting[: max(0, len(waiting) - permits)]
    for pk in [*lost, *missing]:
        enqueue("jobs.run", job_id=pk)
    return len(lost) + len(missing)
