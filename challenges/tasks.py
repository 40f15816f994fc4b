from celery import shared_task

from challenges import workflow


@shared_task(name="challenges.close_due")
def close_due() -> None:
    workflow.close_due()
