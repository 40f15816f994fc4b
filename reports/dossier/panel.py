"""What a report's page says of its dossier."""

from typing import Any

from django.urls import reverse

from mint.jobs.models import State
from mint.tenancy.context import Request
from reports.dossier import jobs
from reports.dossier.models import Dossier
from reports.dossier.permissions import can_put_together
from reports.models import Report


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    """Nothing before the report is locked."""
    if not can_put_together(request.actor, report):
        return None
    job = jobs.latest(report)
    address = [report.organisation.slug, report.pk]
    return {
        "dossier": Dossier.objects.visible_to(request.actor).filter(report=report).first(),
        "is_active": job is not None and job.is_active,
        "failed": job is not None and job.state == State.FAILED,
        "ask_url": reverse("dossier:ask", args=address),
        "download_url": reverse("dossier:download", args=address),
        "page_url": report.get_absolute_url(),
    }
