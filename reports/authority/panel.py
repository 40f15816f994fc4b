"""What a report's page says of the authority's forms."""

from typing import Any

from django.urls import reverse

from mint.fields import choices_of
from mint.tenancy.context import Request
from reports.authority import pages
from reports.authority.forms import FilingForm
from reports.authority.models import Filing
from reports.authority.permissions import can_file
from reports.models import Report
from reports.permissions import can_manage


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    """What is sent is what was locked: before that there is only the way to the forms, to be mapped meanwhile."""
    slug = report.organisation.slug
    forms_url = reverse("authority:forms", args=[slug, report.project_id])
    if not can_file(request.actor, report):
        return {"forms_url": forms_url} if report.is_waiting and can_manage(request.actor, report) else None
    offered = list(pages.offered(request.actor, report))
    filings = Filing.objects.visible_to(request.actor).filter(report=report).select_related("form")
    form = FilingForm(pages.offered(request.actor, report))
    choices_of(form, "form", [(each.pk, str(each)) for each in offered])  # asked once
    return {
        "filings": [
            {"filing": each, "url": reverse("authority:filed", args=[slug, report.pk, each.pk])} for each in filings
        ],
        "filing_form": form if offered else None,
        "file_url": reverse("authority:file", args=[slug, report.pk]),
        "forms_url": forms_url,
    }
