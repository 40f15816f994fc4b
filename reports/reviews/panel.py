"""What a report's page says of publishing it, and the public pages of the reviews that have been published."""

from typing import Any

from mint.tenancy.context import Request
from reports.models import Report
from reports.reviews.models import Review
from reports.reviews.permissions import can_publish

MOST = 8


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    """Of a locked ecosystem review."""
    if not can_publish(request.actor, report) or not report.is_locked:
        return None
    review = Review.objects.visible_to(request.actor).filter(report=report).first()
    return {"report": report, "review": review, "acting_for": request.acting_for}


def newest(request: Request, _nothing: object = None) -> dict[str, Any]:
    """On the page of open data."""
    return {"reviews": list(Review.objects.visible_to(request.actor).select_related("project")[:MOST])}
