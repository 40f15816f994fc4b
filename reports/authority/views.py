"""Pages of the authority's forms: what there is, what goes into which cell, and what was sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.accounts.confirming import reauthenticated
from mint.files.serve import download as serve
from mint.projects.models import Project
from mint.tenancy.context import Request
from reports.authority import actions, pages, workbook
from reports.authority.forms import CellForm, FilingForm, NewForm
from reports.authority.models import Filing, Form
from reports.authority.permissions import can_keep_forms
from reports.authority.words import why
from reports.authority.workbook import Cell, WorkbookError
from reports.views import managed


def forms_of(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """The forms of a project, and a place for a new one."""
    project = get_object_or_404(Project, pk=project_pk)
    if not can_keep_forms(request.actor, project, request.acting_for.id):
        raise PermissionDenied
    form = NewForm(request.POST, request.FILES) if request.method == "POST" else NewForm()
    if form.is_bound and form.is_valid():
        try:
            added = _added(request, project, form.cleaned_data)
        except WorkbookError as error:
            form.add_error("upload", why(error))
        else:
            messages.success(request, _("The form is here. Now say what goes into which cell."))
            return redirect("authority:mapping", organisation, added.pk)
    context = {"form": form, "project": project, "forms": pages.forms(request.actor, project, organisation)}
    return render(
        request, "reports/authority/forms.html", {**context, "nav": "reports"}, status=422 if form.is_bound else 200
    )


def _added(request: Request, project: Project, given: dict[str, Any]) -> Form:
    upload = given["upload"]
    upload.file.seek(0)
    kept = {"name": upload.name, "quarantine": upload.quarantine}
    return actions.add(
        project,
        request.acting_for.id,
        title=given["title"],
        data=upload.file.read(),
        kept=kept,
        actor=request.actor,
    )


def _form(request: Request, pk: int) -> Form:
    seen = Form.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id)
    return get_object_or_404(seen.select_related("project"), pk=pk)


def mapping(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The sheets as they look, what goes into which cell, and a form to say it."""
    kept = _form(request, pk)
    book = workbook.opened(actions.bytes_of(kept))
    posted = request.POST if request.method == "POST" else None
    form = CellForm(book.sheetnames, posted, initial=pages.chosen(request.GET, book.sheetnames))
    if posted is not None and form.is_valid():
        try:
            actions.map_cell(kept, Cell(**form.cleaned_data), actor=request.actor)
        except WorkbookError as error:
            form.add_error("cell", why(error))
        else:
            return redirect(f"{reverse('authority:mapping', args=[organisation, pk])}#map")
    context = {"form": form, "kept": kept, "nav": "reports", **pages.mapping(kept, book)}
    return render(request, "reports/authority/mapping.html", context, status=422 if form.is_bound else 200)


@require_POST
def unmap(request: Request, organisation: str, pk: int) -> HttpResponse:
    kept = _form(request, pk)
    actions.unmap_cell(kept, request.POST.get("sheet", ""), request.POST.get("cell", ""), actor=request.actor)
    return redirect(f"{reverse('authority:mapping', args=[organisation, pk])}#map")


@require_safe
@reauthenticated("GET")
def template(request: Request, organisation: str, pk: int) -> HttpResponseBase:
    """The workbook as the authority gave it."""
    return serve(_form(request, pk))


@require_POST
def file(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Fill a form from the locked report for a payment claim."""
    report = managed(request, pk)
    form = FilingForm(pages.offered(request.actor, report), request.POST)
    if not form.is_valid():
        return render(
            request, "reports/authority/file.html", {"form": form, "report": report, "nav": "reports"}, status=422
        )
    actions.file(report, form.cleaned_data["form"], form.cleaned_data["claim"], actor=request.actor)
    messages.success(request, _("The form has been filled and kept."))
    return redirect(f"{report.get_absolute_url()}#authority")


@require_safe
@reauthenticated("GET")
def filed(request: Request, organisation: str, pk: int, filing_pk: int) -> HttpResponseBase:
    report = managed(request, pk)
    return serve(get_object_or_404(Filing.objects.visible_to(request.actor), pk=filing_pk, report=report))
