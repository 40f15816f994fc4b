"""Entries for the queue and the schedule."""

from celery import shared_task

from mint.matching import learning
from mint.matching.workflow import lapse_due as lapse


@shared_task(name="matching.learn_terms")
def learn_terms(*, kind: str, pk: int) -> None:
    learning.learn(kind=kind, pk=pk)


@shared_task(name="matching.learn_again")
def learn_again(*, kind: str, after: int = 0) -> None:
    learning.learn_again(kind=kind, after=after)


@shared_task(name="matching.lapse_due")
def lapse_due() -> None:
    lapse()
