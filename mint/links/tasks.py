from celery import shared_task

from mint.links import actions


@shared_task(name="links.delete_expired")
def delete_expired() -> None:
    actions.delete_expired()
