"""A step divided into parts: each done by whichever worker is free, its result kept until all are there to be merged."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from mint import clock
from mint.isolation import context
from mint.jobs.claiming import is_mine
from mint.jobs.kinds import Step
from mint.jobs.models import Job, JobPart, State
from mint.outbox.queue import enqueue

KEPT = timedelta(days=1)  # after the end of their job, for whoever lets it go on


def results(job: Job) -> dict[str, Any]:
    """What the parts of the step under way gave, by their keys."""
    with context.system("jobs.run"):
        return dict(_of_step(job).order_by("pk").values_list("key", "result"))


def all_done(job: Job) -> bool:
    """Is everything there to be merged? Asked inside a system context."""
    states = set(_of_step(job).values_list("state", flat=True))
    return states == {State.DONE}


def divide(job: Job, step: Step) -> None:
    """Leave the job to its parts: those that were finished before it stopped are not done again. A permit for each other."""
    keys = list(step.parts(job)) if step.parts else []
    with context.system("jobs.run"), transaction.atomic():
        made = (JobPart(organisation_id=job.organisation_id, job=job, step=job.step, key=key) for key in keys)
        JobPart.objects.bulk_create(made, ignore_conflicts=True)
        open_parts = _of_step(job).exclude(state=State.DONE)
        open_parts.update(state=State.QUEUED, lease_until=None, tries=0)
        wanted = open_parts.count()
        left = Job.objects.filter(is_mine(job)).update(
            lease_until=None, tries=0, part=len(keys) - wanted, parts=len(keys)
        )
        for _extra in range(wanted - 1 if left else 0):  # who divided it goes on with one of them
            enqueue("jobs.run", job_id=job.pk)


def keep(part: JobPart, result: Any) -> None:
    """Its work is done: with the last one the job goes on. Nothing, where somebody else has claimed it since."""
    with context.system("jobs.run"), transaction.atomic():
        job = Job.objects.select_for_update().get(pk=part.job_id)
        ended = {"state": State.DONE, "lease_until": None, "ended_at": clock.now()}
        if not JobPart.objects.filter(is_mine(part)).update(result=result, **ended) or job.state != State.RUNNING:
            return
        done = _of_step(job).filter(state=State.DONE).count()
        go_on = {"state": State.QUEUED} if done == job.parts else {}
        Job.objects.filter(pk=job.pk).update(part=done, **go_on)


def drop_old() -> int:
    """What was kept to go on from, of jobs that ended a day ago: letting them go on then begins the step anew.

    As mint_system; how many parts.
    """
    ended = Job.objects.filter(state__in=[State.DONE, State.FAILED, State.CANCELLED], ended_at__lt=clock.now() - KEPT)
    return int(JobPart.objects.filter(job__in=ended).delete()[0])


def _of_step(job: Job) -> Any:
    return JobPart.objects.filter(job=job, step=job.step)
