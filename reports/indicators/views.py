"""Pages of indicators: which a project reports, what they mean, and its own ones."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from mint.projects.models import Project
from mint.tenancy.context import Request
from reports.indicators import actions, pages
from reports.indicators.forms import DefinitionForm, NewIndicatorForm
from reports.indicators.permissions import can_choose, can_define
from reports.models import Indicator


def _project(request: Request, project_pk: int) -> Project:
    project = get_object_or_404(Project, pk=project_pk)
    if not can_choose(request.actor, project, request.acting_for.id):
        raise PermissionDenied
    return project


def _indicator(project: Project, pk: int) -> Indicator:
    """Everybody's or the project's own; another project's is not there."""
    found: Indicator = get_object_or_404(pages.known(project), pk=pk)
    return found


@require_safe
def listed(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """All indicators by scheme, with what is promised of each."""
    project = _project(request, project_pk)
    context = {"project": project, "groups": pages.listed(project, organisation), "nav": "reports"}
    return render(request, "reports/indicators/list.html", context)


@require_safe
def detail(request: Request, organisation: str, project_pk: int, pk: int) -> HttpResponse:
    """What one means, and what it meant before."""
    project = _project(request, project_pk)
    context = pages.detail(_indicator(project, pk), project, request.actor)
    return render(request, "reports/indicators/detail.html", context)


def new(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """One of the project's own; `?malli=` begins with the words of another."""
    project, model = _project(request, project_pk), request.GET.get("malli", "")
    begin = pages.known(project).filter(pk=model).first() if model.isascii() and model.isdigit() else None
    form = NewIndicatorForm(project, request.POST or None, initial=pages.initial(begin))
    if request.method == "POST" and form.is_valid():
        code, scheme = form.cleaned_data["code"], form.cleaned_data["scheme"]
        made = actions.create(project, code=code, scheme=scheme, values=form.values(), actor=request.actor)
        return redirect("indicators:detail", organisation, project.pk, made.pk)
    context = {"form": form, "project": project, "nav": "reports"}
    return render(request, "reports/indicators/form.html", context, status=422 if form.is_bound else 200)


def change(request: Request, organisation: str, project_pk: int, pk: int) -> HttpResponse:
    """Define one's own anew: a version of its own."""
    project = _project(request, project_pk)
    indicator = _indicator(project, pk)
    if not can_define(request.actor, indicator):
        raise PermissionDenied
    form = DefinitionForm(request.POST or None, initial=pages.initial(indicator))
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"] or 0
        actions.change(indicator, number=number, values=form.values(), actor=request.actor)
        return redirect("indicators:detail", organisation, project.pk, indicator.pk)
    context = {"form": form, "project": project, "indicator": indicator, "nav": "reports"}
    return render(request, "reports/indicators/form.html", context, status=422 if form.is_bound else 200)


@require_POST
def take(request: Request, organisation: str, project_pk: int, pk: int) -> HttpResponse:
    project = _project(request, project_pk)
    actions.take(project, _indicator(project, pk), actor=request.actor)
    return redirect("indicators:detail", organisation, project.pk, pk)


@require_POST
def leave(request: Request, organisation: str, project_pk: int, pk: int) -> HttpResponse:
    project = _project(request, project_pk)
    actions.leave(project, _indicator(project, pk), actor=request.actor)
    return redirect("indicators:detail", organisation, project.pk, pk)
