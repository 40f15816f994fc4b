"""Entries for the queue and the schedule."""

from celery import shared_task

from mint.matching import learning, workflow


@shared_task(name="matching.learn_terms")
def learn_terms(*, kind: str, pk: int) -> None:
    learning.learn(kind=kind, pk=pk)


@shared_task(name="matching.lapse_due")
def lapse_due() -> None:
    workflow.lapse_due()
