"""A municipality's yearly reviews: begun, written, confirmed, and taken out as a workbook or a PDF."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.accounts.confirming import reauthenticated
from mint.clashes import stale, status_of
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError
from reports.yearly import actions, pages, workflow
from reports.yearly.forms import BeginForm, MoveForm, WriteForm
from reports.yearly.models import YearReview
from reports.yearly.permissions import can_review, can_write


def _found(request: Request, year: int) -> YearReview:
    """Of the municipality acted for: its members read it."""
    seen = YearReview.objects.visible_to(request.actor).of_tenant(request.acting_for.id)
    return get_object_or_404(seen.select_related("organisation", "municipality"), year=year)


def listed(request: Request, organisation: str) -> HttpResponse:
    """The reviews there are, and the beginning of another."""
    if request.acting_for.kind != "municipality":
        raise Http404
    may = can_review(request.actor)
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        language = (get_language() or "fi")[:2]
        review = actions.begin(form.cleaned_data["year"], language, actor=request.actor)
        return redirect("yearly:detail", organisation, review.year)
    found = YearReview.objects.visible_to(request.actor).of_tenant(request.acting_for.id)
    context = {"reviews": list(found.order_by("-year")), "form": form if may else None, "nav": "reports"}
    return render(request, "reports/yearly/list.html", context, status=422 if form.is_bound else 200)


def detail(request: Request, organisation: str, year: int) -> HttpResponse:
    """The year's tables, and what is written of them."""
    review = _found(request, year)
    if request.method == "POST" and not can_write(request.actor, review):
        raise PermissionDenied
    form, both = WriteForm.of(review), None
    if request.method == "POST":
        form = WriteForm(request.POST)
        if form.is_valid():
            try:
                actions.write(review, actor=request.actor, **form.cleaned_data)
            except StaleError:
                fresh = _found(request, year)
                both = stale(form, WriteForm.of(fresh), fresh.version)
            else:
                messages.success(request, _("The yearly review was saved."))
                return redirect("yearly:detail", organisation, year)
    context: dict[str, Any] = pages.detail(request, review, form) | {"clashes": both}
    return render(request, "reports/yearly/detail.html", context, status=status_of(form, both))


@require_safe
@reauthenticated("GET")
def workbook(request: Request, organisation: str, year: int) -> HttpResponse:
    review = _found(request, year)
    name = f"{request.acting_for.slug}-{year}.xlsx"
    response = HttpResponse(pages.workbook(request, review), content_type=pages.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@reauthenticated("GET")
def document(request: Request, organisation: str, year: int) -> HttpResponse:
    """The same as a PDF."""
    review = _found(request, year)
    response = HttpResponse(pages.document(request, review), content_type=pages.PDF)
    response["Content-Disposition"] = f'attachment; filename="{request.acting_for.slug}-{year}.pdf"'
    return response


@require_POST
def move(request: Request, organisation: str, year: int, verb: str) -> HttpResponse:
    review, make = _found(request, year), workflow.BY_NAME.get(verb)
    if make is None:
        raise Http404
    if not can_write(request.actor, review):
        raise PermissionDenied
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["version"] != review.version:
        raise MoveError(_("Somebody was here first: the state has already changed. Look at the page again."))
    make(review, actor=request.actor, reason=form.cleaned_data["reason"])
    return redirect("yearly:detail", organisation, year)
