"""The partners are asked on the report's page, and answer on a page of their own workspace."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.accounts.confirming import reauthenticated
from mint.files.serve import download
from mint.tenancy.context import Request
from mint.web import MoveError
from reports.approvals import actions, pages
from reports.approvals.forms import AnswerForm, AskForm
from reports.approvals.permissions import can_answer, is_partners
from reports.models import Report, ReportFile
from reports.states import FileKind
from reports.views import managed


def shown(request: Request, pk: int) -> Report:
    """The report, for a partner of its project; 403 to who sees it and answers for nobody there."""
    seen = Report.objects.visible_to(request.actor).select_related("project", "organisation", "period")
    report = get_object_or_404(seen, pk=pk)
    if not is_partners(report, request.acting_for.id):
        raise Http404
    if not can_answer(request.actor, report):
        raise PermissionDenied
    return report


@require_POST
def ask(request: Request, organisation: str, pk: int) -> HttpResponse:
    report, form = managed(request, pk), AskForm(request.POST)
    if not form.is_valid():
        raise MoveError(" ".join(map(str, form.errors.get("due_on", []))))
    actions.ask(report, due_on=form.cleaned_data["due_on"], actor=request.actor)
    messages.success(request, _("The partners have been asked."))
    return redirect(f"{report.get_absolute_url()}#approvals")


def page(request: Request, organisation: str, pk: int) -> HttpResponse:
    """What the partner is asked to approve; and its answer."""
    report = shown(request, pk)
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        typed = form.cleaned_data
        try:
            looked_at = datetime.fromisoformat(typed["built_at"])
        except ValueError as error:
            raise MoveError(actions.BUILT_AGAIN) from error
        given = typed["answer"] == "approve"
        actions.answer(report, built_at=looked_at, is_given=given, reason=typed["reason"], actor=request.actor)
        messages.success(request, _("Your answer has been recorded."))
        return redirect("approvals:page", organisation, pk)
    context = pages.page(request, report, form)
    return render(request, "reports/approvals/page.html", context, status=422 if form is not None else 200)


@require_safe
@reauthenticated("GET")
def file(request: Request, organisation: str, pk: int) -> HttpResponseBase:
    """The PDF: what goes to the funder."""
    report = shown(request, pk)
    seen = ReportFile.objects.visible_to(request.actor)
    return download(get_object_or_404(seen, report=report, kind=FileKind.PDF))
