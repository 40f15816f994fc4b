"""What a report's page says of publishing it, and the public pages of the reviews that have been published."""

from typing import Any

from mint.tenancy.context import Request
from reports.models import Report
from reports.reviews.actions import is_of
from reports.reviews.models import Review
from reports.reviews.permissions import can_publish

MOST = 8


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    """Of a locked ecosystem review; and of one that was returned, as long as it is public."""
    if not can_publish(request.actor, report):
        return None
    review = Review.objects.visible_to(request.actor).filter(report=report).first()
    if review is None and not report.is_locked:
        return None
    is_old = review is not None and not is_of(review, report)
    return {"report": report, "review": review, "is_old": is_old, "acting_for": request.acting_for}


def newest(request: Request, _nothing: object = None) -> dict[str, Any]:
    """On the page of open data."""
    return {"reviews": list(Review.objects.visible_to(request.actor).select_related("project")[:MOST])}
