"""The curators' pages of stage templates: those there are, a version, and the draft that one edits, previews and publishes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.staging import actions, editing
from experiments.staging.forms import (
    PREFIX,
    GuardFormSet,
    PublishForm,
    ShiftForm,
    StageForm,
    TemplateForm,
    initial_of,
)
from experiments.staging.models import Stage, Template, Version
from experiments.staging.permissions import can_write, can_write_templates
from experiments.staging.preview import cases_of
from experiments.views.work import posted
from mint.projects.models import Project
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """The university's own and its projects', then the built-in one."""
    rows = Template.objects.visible_to(request.actor).select_related("organisation", "project")
    context = {
        "rows": editing.listed(rows, request.actor),
        "may_write": can_write_templates(request.actor),
        "nav": "experiments",
    }
    return render(request, "experiments/staging/templates.html", context)


def new(request: Request, organisation: str) -> HttpResponse:
    if not can_write_templates(request.actor):
        raise PermissionDenied
    projects = Project.objects.filter(pk__in=request.actor.curated_ids).order_by("pk")
    form = TemplateForm(posted(request), projects=projects)
    if form.is_bound and form.is_valid():
        key = form.cleaned_data["key"] or form.fields["key"].initial()
        template = actions.create(names=form.names, project=form.cleaned_data["project"], key=key, actor=request.actor)
        return redirect("staging:draft", organisation, template.pk)
    context = {"form": form, "nav": "experiments"}
    return render(request, "experiments/staging/template.html", context, status=422 if form.is_bound else 200)


def _template(request: Request, pk: int, *, writing: bool = True) -> Template:
    rows = Template.objects.visible_to(request.actor).select_related("organisation", "project")
    template: Template = get_object_or_404(rows, pk=pk)
    if writing and not can_write(request.actor, template):
        raise PermissionDenied
    return template


@require_safe
def version(request: Request, organisation: str, pk: int, number: int) -> HttpResponse:
    """One published version, to read; whoever is signed in may."""
    template = _template(request, pk, writing=False)
    rows = Version.objects.visible_to(request.actor).published().filter(template=template).select_related("created_by")
    found = get_object_or_404(rows, number=number)
    context = {
        "template": template,
        "version": found,
        "versions": rows.order_by("-number")[:20],
        "stages": editing.rows_of(found),
        "may_write": can_write(request.actor, template),
        "nav": "experiments",
    }
    return render(request, "experiments/staging/version.html", context)


def rename(request: Request, organisation: str, pk: int) -> HttpResponse:
    template = _template(request, pk)
    form = TemplateForm(posted(request), instance=template, initial={"version": template.version})
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["version"] or 0
        actions.rename(template, names=form.names, version=seen, actor=request.actor)
        messages.success(request, _("The name was saved."))
        return redirect("staging:templates", organisation)
    context = {"form": form, "template": template, "nav": "experiments"}
    return render(request, "experiments/staging/template.html", context, status=422 if form.is_bound else 200)


@require_POST
def retire(request: Request, organisation: str, pk: int) -> HttpResponse:
    template = _template(request, pk)
    actions.retire(template, on="pois" in request.POST, actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect("staging:templates", organisation)


def draft(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The draft's stages in order; POST begins one where there is none."""
    template = _template(request, pk)
    if request.method == "POST":
        actions.begin_draft(template, actor=request.actor)
        return redirect("staging:draft", organisation, pk)
    found = Version.objects.visible_to(request.actor).filter(template=template, published_at=None).first()
    context = {"template": template, "version": found, "stages": editing.rows_of(found), "nav": "experiments"}
    return render(request, "experiments/staging/draft.html", context)


def _draft(request: Request, pk: int) -> Version:
    template = _template(request, pk)
    found = Version.objects.visible_to(request.actor).filter(template=template, published_at=None).first()
    if found is None:
        raise MoveError(_("This version has been published, and changes no more. Begin a new one."))
    found.template = template
    return found


def _stage(request: Request, pk: int, stage: int) -> Stage:
    version = _draft(request, pk)
    found: Stage = get_object_or_404(Stage.objects.visible_to(request.actor).filter(version=version), pk=stage)
    found.version = version
    return found


@require_POST
def discard(request: Request, organisation: str, pk: int) -> HttpResponse:
    actions.discard(_draft(request, pk), actor=request.actor)
    messages.success(request, _("The draft was deleted."))
    return redirect("staging:templates", organisation)


@require_POST
def add(request: Request, organisation: str, pk: int, after: int) -> HttpResponse:
    stage = actions.add_stage(_draft(request, pk), after=after, actor=request.actor)
    return redirect("staging:edit", organisation, pk, stage.pk)


def edit(request: Request, organisation: str, pk: int, stage: int) -> HttpResponse:
    """One stage with the lines of its gate."""
    found = _stage(request, pk, stage)
    is_first = editing.is_first_of_state(found)
    form = StageForm(posted(request), instance=found, is_first=is_first, initial={"revision": found.version.version})
    lines = GuardFormSet(posted(request), initial=initial_of(found), prefix=PREFIX)
    if form.is_bound and form.is_valid() and lines.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            actions.edit_stage(found, values=form.values, guards=lines.guards, revision=revision, actor=request.actor)  # type: ignore[attr-defined]  # our own formset
            messages.success(request, _("The stage was saved."))
            return redirect("staging:draft", organisation, pk)
        except StaleError as error:
            form.add_error(None, str(error))
    return _edit_page(request, found, form, lines, is_first=is_first)


def _edit_page(request: Request, stage: Stage, form: StageForm, lines: Any, *, is_first: bool) -> HttpResponse:
    context = {
        "form": form,
        "lines": lines,
        "stage": stage,
        "template": stage.version.template,
        "fixed": editing.fixed_of(stage) if is_first else [],
        "mistakes": editing.mistakes_of(form, lines),
        "nav": "experiments",
    }
    return render(request, "experiments/staging/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def shift(request: Request, organisation: str, pk: int, stage: int) -> HttpResponse:
    found, form = _stage(request, pk, stage), ShiftForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Choose up or down."))
    data = form.cleaned_data
    actions.shift(found, up=data["to"] == "up", revision=data["revision"], actor=request.actor)
    return redirect("staging:draft", organisation, pk)


@require_POST
def remove(request: Request, organisation: str, pk: int, stage: int) -> HttpResponse:
    actions.remove_stage(_stage(request, pk, stage), actor=request.actor)
    messages.success(request, _("The stage was removed from the draft."))
    return redirect("staging:draft", organisation, pk)


def preview(request: Request, organisation: str, pk: int) -> HttpResponse:
    """What the draft would mean to those that run; POST publishes what was shown."""
    version = _draft(request, pk)
    form = PublishForm(posted(request), initial={"revision": version.version})
    if form.is_bound and form.is_valid():
        done = actions.publish(version, actor=request.actor, **form.cleaned_data)
        messages.success(
            request, _("Version %(n)s is in use. What runs stays on its own version.") % {"n": done.number}
        )
        return redirect("staging:version", organisation, pk, done.number)
    context = {
        "template": version.template,
        "version": version,
        "cases": cases_of(version, request.actor),
        "form": form,
        "nav": "experiments",
    }
    return render(request, "experiments/staging/preview.html", context, status=422 if form.is_bound else 200)
