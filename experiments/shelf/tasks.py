from celery import shared_task

from experiments.shelf import actions


@shared_task(name="shelf.wake_due")
def wake_due() -> None:
    actions.wake_due()
