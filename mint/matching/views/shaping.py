"""A project's weights, and the common ones, with what a change would do; and the computing of all its suggestions."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.matching import recomputing, shaping, weighting
from mint.matching.factors import how
from mint.matching.forms import WeightsForm
from mint.matching.models import Recomputation, WeightSet
from mint.matching.permissions import can_shape
from mint.matching.scoring import Weights
from mint.matching.weighing import weights_for
from mint.projects.models import Project
from mint.tenancy.context import Request
from mint.web import answer, wants_partial


@require_safe
def projects(request: Request, organisation: str) -> HttpResponse:
    """The projects whose suggestions one may shape, each with its weights and its last computing."""
    rows = shaping.projects_of(request.actor, request.acting_for)
    if not rows:
        raise PermissionDenied
    return render(request, "matching/shaping.html", {"nav": "matching", "projects": rows})


@require_safe
def weights(request: Request, organisation: str = "", project: int | None = None) -> HttpResponse:
    """The weights in force and their versions; with weights in the address, what these would do. No project: the common ones."""
    found = _shaped(request, project)
    now = weights_for(project)
    form = WeightsForm(request.GET if "text" in request.GET else None, initial=WeightsForm.initial_of(now))
    return _weights_page(request, found, now, form)


@require_POST
def save_weights(request: Request, organisation: str = "", project: int | None = None) -> HttpResponse:
    """Only what has been shown: other weights come back with their effect."""
    found = _shaped(request, project)
    form = WeightsForm(request.POST, saving=True)
    if form.is_valid() and not weighting.was_seen(request.POST.get("seen", ""), found, form.weights):
        form.add_error(None, _("First look at what these weights would do; then save them."))
    if form.errors:
        return _weights_page(request, found, weights_for(project), form)
    row = weighting.save(
        found, form.weights, actor=request.actor, note=form.cleaned_data["note"], after=form.cleaned_data["after"]
    )
    text = _("Version %(n)s is in force. The stored suggestions are being computed anew.") % {"n": row.number}
    to = reverse("matching:weights", args=[organisation, project]) if project else reverse("matching:common_weights")
    return answer(request, row, partial="matching/_how.html", text=text, to=to)


def _weights_page(request: Request, project: Project | None, now: Weights, form: WeightsForm) -> HttpResponse:
    versions = WeightSet.objects.visible_to(request.actor).filter(project=project).select_related("created_by")
    shown = form.has_weights
    form.fields["note"].required = shown  # what is shown may be saved, with a reason
    context = {
        "nav": "matching",
        "project": project,
        "form": form,
        "how": how(now),
        "versions": versions.order_by("-number")[:20],
        "effect": weighting.effect_of(project, now, form.weights, request.actor) if shown else None,
        "seen": weighting.seen(project, form.weights) if shown else "",
        "newest": shaping.newest_of(project),
        "followers": None if project else shaping.followers(),
    }
    template = "matching/weights.html" if project else "matching/common_weights.html"
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


@require_safe
def computing(request: Request, organisation: str, project: int) -> HttpResponse:
    """How the computing goes; htmx asks for the progress alone."""
    found = _project(request, project)
    context = shaping.computing(request, found)
    if wants_partial(request):
        return render(request, "matching/_computing.html", context)
    return render(request, "matching/computing.html", {"nav": "matching", "project": found, **context})


@require_POST
def compute(request: Request, organisation: str, project: int) -> HttpResponse:
    recomputing.start(_project(request, project), actor=request.actor)
    return redirect("matching:computing", organisation, project)


@require_POST
def cancel(request: Request, organisation: str, pk: int) -> HttpResponse:
    run = _run(request, pk)
    recomputing.cancel(run, actor=request.actor)
    return redirect("matching:computing", organisation, run.project_id)


@require_POST
def go_on(request: Request, organisation: str, pk: int) -> HttpResponse:
    run = _run(request, pk)
    recomputing.go_on(run, actor=request.actor)
    return redirect("matching:computing", organisation, run.project_id)


def _run(request: Request, pk: int) -> Recomputation:
    return get_object_or_404(Recomputation.objects.visible_to(request.actor), pk=pk)


def _project(request: Request, pk: int) -> Project:
    project = get_object_or_404(Project, pk=pk)
    if not can_shape(request.actor, project.pk):
        raise PermissionDenied
    return project


def _shaped(request: Request, pk: int | None) -> Project | None:
    """Whose weights: a project's, or (None) the common ones."""
    if pk is not None:
        return _project(request, pk)
    if not can_shape(request.actor, None):
        raise PermissionDenied
    return None
