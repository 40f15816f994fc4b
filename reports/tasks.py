from celery import shared_task

from reports import actions


@shared_task(name="reports.build_due")
def build_due() -> None:
    actions.build_due()
