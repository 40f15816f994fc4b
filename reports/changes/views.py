"""A submitted report is counted anew, and a difference carried to the next period; what there is stands on others' pages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mint.tenancy.context import Request
from reports.changes import actions
from reports.models import Figure
from reports.views import managed


@require_POST
def compare(request: Request, organisation: str, pk: int) -> HttpResponse:
    report = managed(request, pk)
    actions.ask(report, actor=request.actor)
    messages.success(request, _("The records are being counted. Open the page again in a moment."))
    return redirect(f"{report.get_absolute_url()}#changes")


@require_POST
def carry(request: Request, organisation: str, pk: int, figure_pk: int) -> HttpResponse:
    report = managed(request, pk)
    seen = Figure.objects.visible_to(request.actor).select_related("indicator", "organisation")
    figure = get_object_or_404(seen, pk=figure_pk, report=report)
    made = actions.carry(report, figure, actor=request.actor)
    messages.success(request, _("The difference has been proposed as a correction. A second person decides it."))
    return redirect("corrections:detail", organisation, made.pk)
