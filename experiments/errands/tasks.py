from celery import shared_task

from experiments.errands import reminding


@shared_task(name="errands.remind_due")
def remind_due() -> None:
    reminding.remind_due()
