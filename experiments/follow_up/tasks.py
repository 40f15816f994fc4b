from celery import shared_task

from experiments.follow_up import calendar


@shared_task(name="follow_up.tend")
def tend() -> None:
    calendar.tend()
