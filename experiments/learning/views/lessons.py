"""The lessons of one experiment at work: what has been written down, one more, and one away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from experiments.learning import actions, panel
from experiments.learning.forms import LessonForm
from experiments.learning.models import Lesson
from experiments.learning.permissions import can_teach
from experiments.learning.states import MOST, TOLD_IN
from experiments.models import Experiment
from experiments.states import State
from experiments.views.work import found, posted
from mint.tenancy.context import Request


def lessons(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment = _own(request, pk)
    form = LessonForm(posted(request), initial=_themes(experiment), auto_id="oppi_%s")
    if form.is_bound and form.is_valid():
        actions.add(experiment, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("The lesson was written down."))
        return _back(organisation, experiment)
    rows = panel.lessons_of(request, experiment)
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "form": form if experiment.state in TOLD_IN and len(rows) < MOST else None,
        "groups": panel.grouped(rows),
    }
    return render(request, "experiments/learning/lessons.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove(request: Request, organisation: str, pk: int, lesson: int) -> HttpResponse:
    experiment = _own(request, pk)
    rows = Lesson.objects.visible_to(request.actor).filter(experiment=experiment).select_related("experiment")
    actions.remove(get_object_or_404(rows, pk=lesson), actor=request.actor)
    messages.success(request, _("The lesson was taken away."))
    return _back(organisation, experiment)


def _own(request: Request, pk: int) -> Experiment:
    experiment = found(request, pk)
    if not can_teach(request.actor, experiment):
        raise PermissionDenied
    return experiment


def _themes(experiment: Experiment) -> dict[str, Any]:
    """Those of the challenge that was answered, to begin with."""
    return {"themes": experiment.challenge.themes if experiment.challenge else []}


def _back(organisation: str, experiment: Experiment) -> HttpResponse:
    """To the page of the result while that is being written; else to the experiment's lessons."""
    page = "experiments:result" if experiment.state == State.EVALUATING else "learning:lessons"
    return redirect(page, organisation, experiment.pk)
