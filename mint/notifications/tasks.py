from typing import Any

from celery import shared_task

from mint.notifications import notify


@shared_task(name="notifications.deliver")
def deliver(**message: Any) -> None:
    """Write a message's rows and mails; a second run finds everybody told."""
    notify.deliver(**message)
