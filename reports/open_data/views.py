"""What anybody may take: the same for every visitor, and kept by proxies for a while."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mint.tenancy.context import Request
from reports.documents import data
from reports.open_data import figures

MOST = 200  # rows on the page; the files have all


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The figures with their definitions and licence, and the files."""
    found = figures.yearly()
    context = {
        "figures": found[:MOST],
        "is_cut": len(found) > MOST,
        "definitions": figures.definitions(found),
        "notes": figures.notes(),
        "licence": figures.LICENCE,
        "licence_url": figures.LICENCE_URL,
    }
    return render(request, "reports/open_data/index.html", context)


@login_not_required
@require_safe
def as_csv(request: Request) -> HttpResponse:
    response = HttpResponse(figures.as_csv(figures.yearly()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mint-luvut.csv"'
    return response


@login_not_required
@require_safe
def as_json(request: Request) -> HttpResponse:
    return HttpResponse(figures.as_json(figures.yearly()), content_type="application/json")


@login_not_required
@require_safe
def schema(request: Request) -> HttpResponse:
    """The JSON Schema of a report's JSON file."""
    return HttpResponse(data.schema(), content_type="application/schema+json")
