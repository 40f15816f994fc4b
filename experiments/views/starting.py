"""From what a plan starts: templates and earlier plans."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from experiments import blueprints
from experiments.models import Experiment
from experiments.permissions import can_write_plan
from experiments.states import DRAFTED
from experiments.views.work import found
from mint.tenancy.context import Request
from mint.web import MoveError


def start(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Choose one (?malli= or ?suunnitelma= of a form); then the plan's page, with what was filled in."""
    experiment = found(request, pk)
    if not can_write_plan(request.actor, experiment):
        raise PermissionDenied
    if experiment.state not in DRAFTED:
        raise MoveError(_("A plan starts from another while it is being written."))
    if request.method == "POST":
        _started(request, experiment)
        messages.success(
            request, _("The plan was filled in where it was empty. Go through it, and give the numbers of your own.")
        )
        return redirect("experiments:plan", organisation, pk)
    plans = blueprints.earlier(experiment, request.actor)
    context = {"experiment": experiment, "templates": blueprints.BLUEPRINTS, "plans": plans, "nav": "experiments"}
    return render(request, "experiments/start.html", context)


def _started(request: Request, experiment: Experiment) -> None:
    chosen = request.POST.get("suunnitelma", "")
    if not chosen:
        blueprints.start_from_template(experiment, request.POST.get("malli", "")[:20], actor=request.actor)
        return
    key = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else 0
    source = get_object_or_404(Experiment.objects.visible_to(request.actor).exclude(plan=None), pk=key)
    blueprints.start_from_plan(experiment, source, actor=request.actor)
