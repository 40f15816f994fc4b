"""Ecosystem reviews: read by everybody, published by who manages the project."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.tenancy.context import Request
from mint.web import paginate
from reports.models import Report
from reports.reviews import actions, pages
from reports.reviews.models import Review
from reports.reviews.permissions import can_publish


@login_not_required
@require_safe
def listed(request: Request) -> HttpResponse:
    seen = Review.objects.visible_to(request.actor).select_related("project")
    return render(request, "reports/reviews/list.html", {"page": paginate(request, seen, by=("-ends_on", "-id"))})


@login_not_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.visible_to(request.actor).select_related("project__funder"), pk=pk)
    return render(request, "reports/reviews/detail.html", pages.detail(review))


def _report(request: Request, pk: int) -> Report:
    seen = Report.objects.visible_to(request.actor).of_tenant(request.acting_for.id)
    report = get_object_or_404(seen.select_related("organisation"), pk=pk)
    if not can_publish(request.actor, report):
        raise PermissionDenied
    return report


@require_POST
def publish(request: Request, organisation: str, pk: int) -> HttpResponse:
    report = _report(request, pk)
    actions.publish(report, actor=request.actor)
    messages.success(request, _("The review is public."))
    return redirect(report)


@require_POST
def withdraw(request: Request, organisation: str, pk: int) -> HttpResponse:
    report = _report(request, pk)
    actions.withdraw(report, actor=request.actor)
    messages.success(request, _("The review is no longer public."))
    return redirect(report)
