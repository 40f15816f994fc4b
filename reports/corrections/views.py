"""Pages of corrections: for who manages the project, and for the curators of its partners."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.accounts.confirming import reauthenticated
from mint.files.serve import download as serve
from mint.projects.models import Project
from mint.tenancy.context import Request
from mint.web import MoveError, paginate
from reports.corrections import actions, pages, workflow
from reports.corrections.forms import CorrectionForm, DecideForm
from reports.corrections.models import Correction, CorrectionFile
from reports.corrections.permissions import can_propose, can_read


def _seen(request: Request, pk: int) -> Correction:
    """404 to who may not see it, 403 to who sees the report it is part of and has no say in it."""
    seen = Correction.objects.visible_to(request.actor)
    correction = get_object_or_404(
        seen.select_related("project", "organisation", "indicator", "proposed_by", "decided_by"), pk=pk
    )
    if not can_read(request.actor, correction.project):
        raise PermissionDenied
    return correction


@require_safe
def listed(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """The corrections of a project, the newest first."""
    project = get_object_or_404(Project, pk=project_pk)
    if not can_read(request.actor, project):
        raise PermissionDenied
    seen = Correction.objects.visible_to(request.actor).filter(project=project)
    page = paginate(request, seen.select_related("indicator", "proposed_by"), by=("-id",))
    may = can_propose(request.actor, project, request.acting_for.id)
    context = {"project": project, "page": page, "may_propose": may, "nav": "reports"}
    return render(request, "reports/corrections/list.html", context)


def new(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """Propose one; `?luku=` is the indicator, `?rivi=` the record that it is about."""
    project = get_object_or_404(Project, pk=project_pk)
    if not can_propose(request.actor, project, request.acting_for.id):
        raise PermissionDenied
    row, posted = pages.row_of(request, project), request.method == "POST"
    given = (request.POST, request.FILES) if posted else ()
    begin = {"indicator": row.figure.indicator_id if row else request.GET.get("luku"), "on": row.on if row else None}
    form = CorrectionForm(pages.correctable(project), *given, row=row, initial=begin)
    if posted and form.is_valid():
        indicator = form.cleaned_data["indicator"]
        made = actions.propose(project, indicator, actor=request.actor, **form.proposed())
        return redirect("corrections:detail", organisation, made.pk)
    context = {"form": form, "project": project, "row": row, "nav": "reports"}
    return render(request, "reports/corrections/form.html", context, status=422 if posted else 200)


@require_safe
def detail(request: Request, organisation: str, pk: int) -> HttpResponse:
    correction = _seen(request, pk)
    return render(request, "reports/corrections/detail.html", pages.detail(request, correction))


@require_safe
@reauthenticated("GET")
def download(request: Request, organisation: str, pk: int, file_pk: int) -> HttpResponseBase:
    correction = _seen(request, pk)
    return serve(get_object_or_404(CorrectionFile.objects.visible_to(request.actor), pk=file_pk, correction=correction))


@require_POST
def move(request: Request, organisation: str, pk: int, verb: str) -> HttpResponse:
    correction, make = _seen(request, pk), workflow.BY_NAME.get(verb)
    if make is None:
        raise Http404
    if not workflow.OF[verb].may(request.actor, correction):
        raise PermissionDenied  # before what was looked at is asked: it would not help
    form = DecideForm(request.POST)
    if not form.is_valid() or form.cleaned_data["version"] != correction.version:
        raise MoveError(_("Somebody was here first: the state has already changed. Look at the page again."))
    make(correction, actor=request.actor, reason=form.cleaned_data["reason"])
    return redirect("corrections:detail", organisation, pk)
