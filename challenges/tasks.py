from celery import shared_task

from challenges import closing


@shared_task(name="challenges.close_due")
def close_due() -> None:
    closing.close_due()
