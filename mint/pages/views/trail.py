"""The event log of an organisation, for its owners."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mint.pages import trail
from mint.tenancy.context import Request
from mint.tenancy.permissions import can_read_trail
from mint.web import paginate


def _form(request: Request) -> trail.TrailFilter:
    if not can_read_trail(request.actor, request.acting_for.id):
        raise PermissionDenied
    return trail.TrailFilter(request.GET or None)


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """What has happened, the newest first."""
    form = _form(request)
    page = paginate(
        request, form.chosen(trail.entries(request.actor, request.acting_for.id)), by=("-created_at", "-id")
    )
    query = request.GET.copy()
    for cursor in ("jalkeen", "ennen"):
        query.pop(cursor, None)
    context = {
        "nav": "trail",
        "form": form,
        "page": page,
        "lines": trail.lines(page, request.actor, request.acting_for),
        "end": trail.end_of_chain(request.actor, request.acting_for.id),
        "query": query.urlencode(),
    }
    return render(request, "pages/trail.html", context)


@require_safe
def as_table(request: Request, organisation: str) -> HttpResponse:
    """What the page shows, for a spreadsheet."""
    rows = _form(request).chosen(trail.entries(request.actor, request.acting_for.id)).order_by("id")
    return _file(trail.as_csv(rows, request.acting_for.id), "text/csv; charset=utf-8", f"loki-{organisation}.csv")


@require_safe
def as_chain(request: Request, organisation: str) -> HttpResponse:
    """The chain itself, to be verified elsewhere."""
    rows = _form(request).chosen(trail.entries(request.actor, request.acting_for.id))
    return _file(
        trail.as_json_lines(rows, request.acting_for.id),
        "application/jsonl; charset=utf-8",
        f"loki-{organisation}.jsonl",
    )


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
