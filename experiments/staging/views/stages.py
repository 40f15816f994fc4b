"""A step within a state, and the move to another version."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.permissions import can_curate
from experiments.staging import workflow
from experiments.staging.forms import ChangeForm, StepForm
from experiments.staging.models import Stage
from experiments.staging.panel import newer_than
from experiments.staging.permissions import can_move_to, can_take_part
from experiments.staging.placing import Step, standing_of, state_of, step_to
from experiments.views.work import found, posted
from mint.tenancy.context import Request
from mint.web import MoveError, answer
from mint.workflow import undoable


def move(request: Request, organisation: str, pk: int, stage: int) -> HttpResponse:
    """POST makes the step; GET shows what the gate lacks, and asks the reason."""
    experiment = found(request, pk)
    step = _step(request, experiment, stage)
    is_back = step.stage == step.standing.before
    form = StepForm(
        posted(request), is_back=is_back, is_open=bool(step.missing), initial={"origin": step.standing.stage.pk}
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        experiment = workflow.move_stage(
            experiment, origin=data["origin"], to=stage, actor=request.actor,
            reason=data.get("reason", ""), anyway=data.get("anyway", ""),
        )  # fmt: skip
        return _moved(request, organisation, experiment, step.stage)
    context = {"experiment": experiment, "form": form, "step": step, "is_back": is_back, "nav": "experiments"}
    return render(request, "experiments/staging/move.html", context, status=422 if form.is_bound else 200)


def _step(request: Request, experiment: Experiment, stage: int) -> Step:
    """The step to a neighbour of the stage at which it stands."""
    if not can_take_part(request.actor, experiment):
        raise PermissionDenied
    standing = standing_of(experiment)
    known = next((each for each in (standing.stages if standing else []) if each.pk == stage), None)
    if standing is None or known is None:
        raise Http404
    if not can_move_to(request.actor, experiment, known):
        raise PermissionDenied
    if known not in (standing.before, standing.further):
        raise MoveError(_("Somebody was here first: the stage has already changed. Look at the page again."))
    return Step(standing, known) if known == standing.before else step_to(experiment, standing, known)


def _moved(request: Request, organisation: str, experiment: Experiment, stage: Stage) -> HttpResponse:
    place = [organisation, experiment.pk]
    undo = undoable(experiment, workflow.MOVES, request.actor)
    return answer(
        request,
        experiment,
        partial="experiments/_head.html",
        text=_("The experiment is now at the stage “%(name)s”. Those concerned are told in ten minutes.")
        % {"name": stage.staff},
        undo_url=reverse("experiments:undo", args=place) if undo else "",
        to=reverse("experiments:manage", args=place),
    )


def change(request: Request, organisation: str, pk: int) -> HttpResponse:
    """To the newest version of its template, at a stage of the state in which it is."""
    experiment = found(request, pk)
    if not can_curate(request.actor, experiment):
        raise PermissionDenied
    standing = standing_of(experiment)
    newer = newer_than(standing) if standing else None
    if standing is None or newer is None:
        raise MoveError(_("The experiment goes by the newest version of its template already."))
    stages = newer.stages.filter(state=state_of(experiment)).order_by("position")
    same = stages.filter(key=standing.stage.key).first()
    form = ChangeForm(posted(request), stages=stages, initial={"stage": same, "seen": experiment.version})
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        experiment = workflow.change_version(experiment, newer, actor=request.actor, **data)
        return _moved(request, organisation, experiment, data["stage"])
    context = {"experiment": experiment, "form": form, "standing": standing, "newer": newer, "nav": "experiments"}
    return render(request, "experiments/staging/change.html", context, status=422 if form.is_bound else 200)
