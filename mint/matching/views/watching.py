"""For coordinators, curators and project managers: what nobody answers, and what became of the suggestions."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mint.matching import overview
from mint.matching.permissions import can_judge, can_oversee
from mint.tenancy.context import Request
from mint.vocabulary.themes import BY_KEY
from mint.web import paginate


@require_safe
def unanswered(request: Request, organisation: str) -> HttpResponse:
    """Open needs without supply; narrowed to a municipality or a theme by the address."""
    if not can_oversee(request.actor):
        raise PermissionDenied
    watched = overview.needs_watched(request.actor, request.acting_for)
    rows = overview.unanswered(watched).select_related("organisation", "municipality", "shortlist")
    if place := request.GET.get("kunta"):
        rows = rows.filter(municipality__slug=place)
    if (theme := request.GET.get("teema", "")) in BY_KEY:
        rows = rows.filter(themes__contains=[theme])
    context = {
        "nav": "matching",
        "page": paginate(request, rows),
        "places": overview.by_place(watched),
        "themes": overview.by_theme(watched),
        "theme": BY_KEY.get(theme),
        "place": place,
        "unknown": watched.filter(shortlist=None).count(),
    }
    return render(request, "matching/unanswered.html", context)


@require_safe
def precision(request: Request, organisation: str) -> HttpResponse:
    """Of the first five suggestions shown, how many were invited or agreed with, by month."""
    if not can_judge(request.actor):
        raise PermissionDenied
    months = overview.months(overview.shown_watched(request.actor, request.acting_for))
    return render(request, "matching/precision.html", {"nav": "matching", "months": months})


@require_safe
def precision_rows(request: Request, organisation: str, month: str) -> HttpResponse:
    """The suggestions that a figure was counted from; `tulos` says which of them."""
    if not can_judge(request.actor):
        raise PermissionDenied
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise Http404 from error
    outcome = request.GET.get("tulos", "")
    rows = overview.shown_watched(request.actor, request.acting_for)
    found = overview.rows_of(rows, first, outcome).select_related("need", "partner", "offer", "weights")
    context = {"nav": "matching", "month": first, "outcome": outcome, "page": paginate(request, found)}
    return render(request, "matching/precision_rows.html", context)
