"""From what a plan starts: templates and earlier plans."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from experiments import blueprints
from experiments.models import Experiment
from experiments.patterns import actions as patterns
from experiments.patterns.models import Pattern
from experiments.permissions import can_write_plan
from experiments.states import DRAFTED
from experiments.views.work import found
from mint.tenancy.context import Request
from mint.web import MoveError


def start(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Choose one (`malli`, `pohja` or `suunnitelma` of a form); then the plan's page, with what was filled in."""
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
    context = {
        "experiment": experiment,
        "templates": blueprints.BLUEPRINTS,
        "own": _offered(request, experiment).select_related("organisation", "project"),
        "plans": blueprints.earlier(experiment, request.actor),
        "nav": "experiments",
    }
    return render(request, "experiments/start.html", context)


def _offered(request: Request, experiment: Experiment) -> QuerySet[Pattern]:
    return Pattern.objects.visible_to(request.actor).offered_for(experiment, request.acting_for.id)


def _started(request: Request, experiment: Experiment) -> None:
    chosen = request.POST
    if "pohja" in chosen:
        pattern = get_object_or_404(_offered(request, experiment), pk=_key(chosen["pohja"]))
        patterns.start_from(experiment, pattern, actor=request.actor)
    elif chosen.get("suunnitelma"):
        plans = Experiment.objects.visible_to(request.actor).exclude(plan=None)
        source = get_object_or_404(plans, pk=_key(chosen["suunnitelma"]))
        blueprints.start_from_plan(experiment, source, actor=request.actor)
    else:
        blueprints.start_from_template(experiment, chosen.get("malli", "")[:20], actor=request.actor)


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
