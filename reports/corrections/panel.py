"""What the page of a figure says of its corrections."""

from typing import Any

from mint.tenancy.context import Request
from reports.corrections.models import Correction
from reports.models import Figure


def of_figure(request: Request, figure: Figure) -> dict[str, Any]:
    """Those that wait, and a way to propose one."""
    seen = Correction.objects.visible_to(request.actor).waiting()
    waiting = seen.filter(project_id=figure.report.project_id, indicator_id=figure.indicator_id)
    return {
        "figure": figure,
        "acting_for": request.acting_for,
        "waiting": list(waiting.select_related("indicator").order_by("id")[:10]),
    }
