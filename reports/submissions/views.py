"""The manifest of one submission, as it was: its bytes have the checksum that was shown then."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mint.accounts.confirming import reauthenticated
from mint.tenancy.context import Request
from reports.submissions.models import Submission
from reports.views import managed


@require_safe
@reauthenticated("GET")
def manifest(request: Request, organisation: str, pk: int, number: int) -> HttpResponse:
    report = managed(request, pk)
    kept = get_object_or_404(Submission.objects.visible_to(request.actor), report=report, number=number)
    name = f"{report.project.code}-{report.kind}-{report.starts_on}-{report.ends_on}-{number}-manifest.json"
    response = HttpResponse(kept.manifest.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
