from celery import shared_task

from challenges.tagging import reading


@shared_task(name="tagging.read")
def read(*, pk: int) -> None:
    reading.read(pk)


@shared_task(name="tagging.read_again")
def read_again(*, after: int = 0) -> None:
    reading.read_again(after)


@shared_task(name="tagging.tend")
def tend() -> None:
    reading.tend()
