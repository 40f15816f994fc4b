"""What anybody may take: the same for every visitor, and kept by proxies for a while."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mint.tenancy.context import Request
from reports import data


@login_not_required
@require_safe
def schema(request: Request) -> HttpResponse:
    """The JSON Schema of a report's JSON file."""
    return HttpResponse(data.schema(), content_type="application/schema+json")
