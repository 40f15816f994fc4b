from celery import shared_task

from reports.changes import comparing


@shared_task(name="changes.compare_due")
def compare_due() -> None:
    comparing.compare_due()


@shared_task(name="changes.compare")
def compare(*, report_id: int, user_id: int | None) -> None:
    comparing.compare(report_id, user_id)
