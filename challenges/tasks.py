from typing import Any

from celery import shared_task

from challenges import closing, interested


@shared_task(name="challenges.close_due")
def close_due() -> None:
    closing.close_due()


@shared_task(name="challenges.tell_interested")
def tell_interested(**message: Any) -> None:
    interested.deliver(**message)
