"""Entries for the queue and the schedule."""

from celery import shared_task

from mint.search import reading, telling


@shared_task(name="search.read")
def read(*, done: int = 0) -> None:
    reading.read_all_later(done)


@shared_task(name="search.digests")
def digests() -> None:
    telling.ask_due()


@shared_task(name="search.tell")
def tell(*, pk: int, was: str, until: str) -> None:
    telling.tell(pk=pk, was=was, until=until)
