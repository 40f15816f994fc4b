from celery import shared_task

from experiments.errands import reminding, returning


@shared_task(name="errands.remind_due")
def remind_due() -> None:
    reminding.remind_due()


@shared_task(name="errands.give_back")
def give_back(*, experiment_id: int) -> None:
    returning.give_back(experiment_id)
