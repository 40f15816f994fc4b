"""Trying an experiment again for the organisation one works for; what differs there; the materials that came with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from experiments.models import Experiment
from experiments.replication import actions
from experiments.replication.forms import AgainForm, ContextForm, initial_of
from experiments.replication.models import Material, Replication
from experiments.replication.permissions import can_replicate, can_tell_context
from experiments.views.work import found, own_challenges, posted
from mint.files.serve import download
from mint.tenancy.context import Request


def again(request: Request, organisation: str, pk: int) -> HttpResponse:
    """`pk` is the experiment that is tried again, whoever owns it."""
    source = get_object_or_404(Experiment.objects.visible_to(request.actor).with_people(), pk=pk)
    if not can_replicate(request.actor, source):
        raise PermissionDenied
    challenges = own_challenges(request)
    form = AgainForm(posted(request), challenges=challenges, initial=_initial(request, source))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        made = actions.replicate(
            source, data["challenge"], actor=request.actor, title=data["title"], context=form.context, key=data["key"]
        )
        messages.success(request, _("The plan was copied. Write the baseline, the target and the days of your own."))
        return redirect("experiments:manage", organisation, made.pk)
    context = {"form": form, "source": source, "none": not challenges.exists(), "nav": "experiments"}
    return render(request, "experiments/replication/again.html", context, status=422 if form.is_bound else 200)


def _initial(request: Request, source: Experiment) -> dict[str, Any]:
    """What the source's own copying told of its place is what is known of it here."""
    lineage = Replication.objects.visible_to(request.actor).filter(experiment=source).first()
    known = (
        {f"{name}_there": getattr(lineage, f"{name}_here") for name in ("people", "distance", "provider")}
        if lineage
        else {}
    )
    return {"title": source.title, "people_there": source.municipality.population, **known}


def context(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment = found(request, pk)
    lineage = get_object_or_404(
        Replication.objects.visible_to(request.actor).select_related("experiment"), experiment=experiment
    )
    if not can_tell_context(request.actor, experiment):
        raise PermissionDenied
    form = ContextForm(posted(request), initial=initial_of(lineage))
    if form.is_bound and form.is_valid():
        actions.tell_context(lineage, form.context, actor=request.actor)
        messages.success(request, _("What differs was saved."))
        return redirect("experiments:manage", organisation, pk)
    page = {"form": form, "experiment": experiment, "nav": "experiments"}
    return render(request, "experiments/replication/context.html", page, status=422 if form.is_bound else 200)


@require_safe
def material(request: Request, organisation: str, pk: int, material: int) -> HttpResponseBase:
    """Private download: for those inside the experiment."""
    rows = Material.objects.visible_to(request.actor).filter(experiment=found(request, pk))
    return download(get_object_or_404(rows, pk=material))
