"""Publishing an ecosystem review, and taking it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock
from reports.models import Figure, Report
from reports.reviews.models import Review
from reports.reviews.permissions import can_publish
from reports.sections.gathering import texts_by_language
from reports.states import OF_PEOPLE


@transaction.atomic
def publish(report: Report, *, actor: Actor) -> Review:
    """Everybody reads its figures and texts from now on; pressed twice it is the same.

    Of a report that was returned and locked again the newer content takes the place, and the address, of the older.
    """
    if not can_publish(actor, report):
        raise PermissionDenied
    fresh = lock(report)
    if not fresh.is_locked:
        raise MoveError(_("Only a locked review is published."))
    older = Review.objects.filter(report=fresh).first()
    if older and is_of(older, fresh):
        return older
    pk = older.pk if older else None
    if older:
        older.delete()
    review = Review.objects.create(pk=pk, **_values(fresh, actor))
    record("report.published", fresh, actor=actor, data={"review": review.pk})
    return review


def _values(report: Report, actor: Actor) -> dict[str, Any]:
    copied = ("organisation_id", "project_id", "starts_on", "ends_on")
    values = {name: getattr(report, name) for name in copied}
    who = {"published_by_id": actor.user_id, "created_at": clock.now()}
    return {**values, **who, "report": report, "content": _public(report)}


def is_of(review: Review, report: Report) -> bool:
    """Whether it shows the report as it is locked now."""
    return report.is_locked and bool(review.content["sha256"] == report.sha256)


@transaction.atomic
def withdraw(report: Report, *, actor: Actor) -> None:
    """The page is gone; the report stays as it is, locked or returned."""
    if not can_publish(actor, report):
        raise PermissionDenied
    if Review.objects.filter(report=report).delete()[0]:
        record("report.unpublished", report, actor=actor)


def _public(report: Report) -> dict[str, Any]:
    """Figures without their records, and texts: neither companies nor experiments, some of which are nobody else's."""
    figures = [_figure(each) for each in report.figures.order_by("order", "code")]
    return {"figures": figures, "sections": texts_by_language(report), "sha256": report.sha256}


def _figure(figure: Figure) -> dict[str, Any]:
    """Those of people are left out, however many are behind them: the difference of two quarters, or of a quarter and a
    year of the open data, may be one of somebody.
    """
    is_shown = figure.unit not in OF_PEOPLE
    return {
        "code": figure.code,
        "name": {"fi": figure.name_fi, "sv": figure.name_sv, "en": figure.name_en},
        "unit": figure.unit,
        "value": str(figure.value) if is_shown else None,
        "total": str(figure.total) if is_shown else None,
        "target": None if figure.target is None else str(figure.target),
    }
