"""A yearly review is confirmed by who writes it; then its tables stay as they were. It may be opened again, with a reason."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from mint import clock
from mint.actor import Actor
from mint.workflow import Move, lock, perform
from reports.yearly.gathering import tables
from reports.yearly.models import YearReview
from reports.yearly.permissions import can_write
from reports.yearly.states import State


def is_written(review: YearReview) -> str | None:
    return None if review.summary.strip() else _("Write the summary first.")


def is_over(review: YearReview) -> str | None:
    if review.year < clock.today().year:
        return None
    return _("The year goes on: a review is confirmed when it has ended.")


CONFIRM = Move(
    "year_review.confirmed",
    (State.DRAFT,),
    State.CONFIRMED,
    allowed=can_write,
    label=gettext_lazy("Confirm the review"),
    guards=(is_written, is_over),
)
REOPEN = Move(
    "year_review.reopened",
    (State.CONFIRMED,),
    State.DRAFT,
    allowed=can_write,
    label=gettext_lazy("Open the review again"),
    needs_reason=True,
    is_main=False,
)
MOVES = (CONFIRM, REOPEN)


@transaction.atomic
def confirm(review: YearReview, *, actor: Actor, reason: str = "") -> YearReview:
    """The tables as the records say now, in the review's language, become the review's own."""
    fresh = lock(review)
    with override(fresh.language):
        now = [asdict(each) for each in tables(fresh, actor)]
    return perform(fresh, CONFIRM, actor=actor, content=now, confirmed_at=clock.now())


@transaction.atomic
def reopen(review: YearReview, *, actor: Actor, reason: str) -> YearReview:
    return perform(review, REOPEN, actor=actor, reason=reason, content=[], confirmed_at=None)


BY_NAME: dict[str, Callable[..., Any]] = {CONFIRM.name: confirm, REOPEN.name: reopen}
