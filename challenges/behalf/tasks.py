from celery import shared_task

from challenges.behalf import keeping


@shared_task(name="behalf.settle")
def settle(*, row_id: int) -> None:
    keeping.settle(row_id)


@shared_task(name="behalf.tidy")
def tidy() -> None:
    keeping.tidy()
