"""Entries for the queue and the schedule."""

from celery import shared_task

from mint.matching import learning, listing, stock, tracking
from mint.matching.workflow import lapse_due as lapse


@shared_task(name="matching.learn_terms")
def learn_terms(*, kind: str, pk: int) -> None:
    learning.learn(kind=kind, pk=pk)


@shared_task(name="matching.learn_again")
def learn_again(*, kind: str, after: int = 0) -> None:
    learning.learn_again(kind=kind, after=after)


@shared_task(name="matching.text_read")
def text_read(*, kind: str, pk: int) -> None:
    stock.text_read(kind=kind, pk=pk)


@shared_task(name="matching.weights_changed")
def weights_changed(*, project_id: int | None) -> None:
    listing.stale_of_project(project_id)


@shared_task(name="matching.take_stock")
def take_stock() -> None:
    stock.take()


@shared_task(name="matching.count_record")
def count_record(*, organisation_id: int) -> None:
    tracking.count([organisation_id])


@shared_task(name="matching.rank_stale")
def rank_stale() -> None:
    listing.rank_stale()


@shared_task(name="matching.tend")
def tend() -> None:
    """By the clock: what was never read is queued, and lists that are stale are computed."""
    stock.heal()
    listing.rank_stale()


@shared_task(name="matching.lapse_due")
def lapse_due() -> None:
    lapse()
