"""What a report's page says of the funder's questions."""

from typing import Any

from django.urls import reverse

from mint.tenancy.context import Request
from reports.inquiries.models import Thread
from reports.models import Report


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    """From the first submission on."""
    seen = Thread.objects.visible_to(request.actor).filter(report=report)
    threads = list(seen.select_related("report__organisation").order_by("-id")[:10])
    if not threads and not report.is_frozen:
        return None
    return {"threads": threads, "url": reverse("inquiries:list", args=[report.organisation.slug, report.pk])}
