"""Beginning a yearly review, and writing it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError
from mint.workflow import lock
from reports.yearly.models import YearReview
from reports.yearly.permissions import can_review, can_write
from reports.yearly.states import FIRST


@transaction.atomic
def begin(year: int, language: str, *, actor: Actor) -> YearReview:
    """The review of a year, made once: pressed twice it is the same."""
    own, place = actor.organisation_id, actor.acting_municipality_id
    if own is None or place is None or not can_review(actor):
        raise PermissionDenied
    if not FIRST <= year <= clock.today().year:
        raise MoveError(_("There is nothing to tell of that year."))
    review, made = YearReview.objects.get_or_create(
        organisation_id=own,
        year=year,
        defaults={
            "municipality_id": place,
            "author_id": actor.user_id,
            "language": language,
            "created_at": clock.now(),
        },
    )
    if made:
        record("year_review.begun", review, actor=actor, data={"year": year})
    return review


@transaction.atomic
def write(review: YearReview, *, summary: str, next_year: str, version: int, actor: Actor) -> YearReview:
    """Raises StaleError where somebody else has saved meanwhile."""
    if not can_write(actor, review):
        raise PermissionDenied
    fresh = lock(review)
    if not fresh.is_draft:
        raise MoveError(_("The review has been confirmed. Open it again to change it."))
    if fresh.version != version:
        raise StaleError
    fresh.summary, fresh.next_year, fresh.version = summary, next_year, fresh.version + 1
    fresh.save(update_fields=["summary", "next_year", "version"])
    record("year_review.written", fresh, actor=actor, data={"year": fresh.year})
    return fresh
