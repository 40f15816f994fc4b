from celery import shared_task

from mint.jobs import claiming, parts, running


@shared_task(name="jobs.run", own_contexts=True)  # type: ignore[call-overload,untyped-decorator]  # an attribute of our Task class
def run(*, job_id: int) -> None:
    """The steps left of one job; each opens its own transaction."""
    running.run(job_id)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    claiming.sweep()
    parts.drop_old()
