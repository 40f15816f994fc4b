"""On a municipality's desk: its yearly reviews."""

from typing import Any

from mint import clock
from mint.tenancy.context import Request
from reports.yearly.models import YearReview
from reports.yearly.permissions import can_review


def of_desk(request: Request, organisation: Any) -> dict[str, Any] | None:
    """For who makes them: the newest one, or that last year's has not been begun."""
    if organisation.kind != "municipality" or not can_review(request.actor):
        return None
    newest = YearReview.objects.visible_to(request.actor).of_tenant(organisation.id).order_by("-year").first()
    return {"newest": newest, "last_year": clock.today().year - 1, "acting_for": organisation}
