from celery import shared_task

from reports.approvals import actions


@shared_task(name="approvals.remind_due")
def remind_due() -> None:
    actions.remind_due()
