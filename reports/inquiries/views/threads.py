"""The manager's side: links that were made, questions that came by them, and the answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mint.accounts.confirming import reauthenticated
from mint.tenancy.context import Request
from reports.inquiries import actions, pages, workflow
from reports.inquiries.forms import InviteForm
from reports.inquiries.models import Link, Thread
from reports.models import Report
from reports.views import managed


def _thread(request: Request, report: Report, thread_pk: int) -> Thread:
    seen = Thread.objects.visible_to(request.actor).select_related(
        "link", "figure", "report__project", "report__organisation"
    )
    return get_object_or_404(seen, pk=thread_pk, report=report)


@reauthenticated("POST")
def listed(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Every link and question of the report; a new link."""
    report = managed(request, pk)
    form = InviteForm(
        request.POST if request.method == "POST" else None, initial={"language": report.language, "days": 30}
    )
    if form.is_bound and form.is_valid():
        actions.invite(report, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("The link has been sent."))
        return redirect("inquiries:list", organisation, pk)
    context = pages.listed(request, report, form)
    return render(request, "reports/inquiries/list.html", context, status=422 if form.is_bound else 200)


@require_POST
def revoke(request: Request, organisation: str, pk: int, link_pk: int) -> HttpResponse:
    report = managed(request, pk)
    link = get_object_or_404(Link.objects.visible_to(request.actor).select_related("report"), pk=link_pk, report=report)
    actions.revoke(link, actor=request.actor)
    messages.success(request, _("The link works no more."))
    return redirect("inquiries:list", organisation, pk)


def thread(request: Request, organisation: str, pk: int, thread_pk: int) -> HttpResponse:
    """A question with its answers, and the next answer."""
    report = managed(request, pk)
    found = _thread(request, report, thread_pk)
    form = pages.answer_form(request, found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        workflow.answer(found, text=given["text"], evidence=form.chosen(), key=given["key"], actor=request.actor)
        messages.success(request, _("The answer has been sent."))
        return redirect("inquiries:thread", organisation, pk, thread_pk)
    context = pages.thread(request, found, form)
    return render(request, "reports/inquiries/thread.html", context, status=422 if form.is_bound else 200)


@require_POST
def close(request: Request, organisation: str, pk: int, thread_pk: int) -> HttpResponse:
    report = managed(request, pk)
    workflow.close(_thread(request, report, thread_pk), actor=request.actor)
    messages.success(request, _("The question has been closed."))
    return redirect("inquiries:list", organisation, pk)
