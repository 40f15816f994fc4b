"""The moves: a button's POST, the page of a move that asks something, and undo."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.after import after
from challenges.permissions import can_conclude
from experiments import answering, workflow
from experiments.after import AFTER
from experiments.forms import EndingForm, MoveForm, form_of
from experiments.models import Experiment
from experiments.views.work import found, posted
from experiments.workflow import MOVES
from mint.clashes import renewed
from mint.tenancy.context import Request
from mint.web import MoveError, answer
from mint.workflow import blockers, undoable


def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    """POST runs the move of this name; GET shows what it asks. Who and when are the workflow's to say."""
    run, chosen = workflow.RUN.get(move), workflow.BY_NAME.get(move)
    if run is None or chosen is None:
        raise Http404
    experiment = found(request, pk)
    if not chosen.may(request.actor, experiment):
        raise PermissionDenied
    form = form_of(move, experiment, posted(request))
    stale = request.method == "POST" and form.is_valid() and _is_stale(experiment, form)
    if request.method == "POST" and form.is_valid() and not stale:
        experiment = run(experiment, actor=request.actor, **form.values)
        return _moved(request, organisation, experiment, str(AFTER[move]))
    if stale:
        _ask_again(experiment, form)
    context = {
        "experiment": experiment,
        "form": form,
        "move": chosen,
        "blockers": blockers(experiment, chosen),
        "nav": "experiments",
    }
    return render(request, "experiments/move.html", context, status=409 if stale else 422 if form.is_bound else 200)


def _is_stale(experiment: Experiment, form: MoveForm) -> bool:
    version = form.cleaned_data.get("version")
    return bool(version and version != experiment.version)


def _ask_again(experiment: Experiment, form: MoveForm) -> None:
    """What was typed stays on the page, to be sent again when one has seen what has changed."""
    text = _("Somebody has changed this after you opened it. Look at the page again.")
    if type(form) is MoveForm:
        raise MoveError(text)
    form.add_error(None, text)
    renewed(form, experiment.version)


def _moved(request: Request, organisation: str, experiment: Experiment, text: str) -> HttpResponse:
    place = [organisation, experiment.pk]
    return answer(
        request,
        experiment,
        partial="experiments/_head.html",
        text=text,
        undo_url=reverse("experiments:undo", args=place) if undoable(experiment, MOVES, request.actor) else "",
        to=reverse("experiments:manage", args=place),
    )


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment = found(request, pk)
    chosen = undoable(experiment, MOVES, request.actor)
    if chosen is None:
        raise MoveError(_("This can no longer be undone."))
    if not chosen.may(request.actor, experiment):
        raise PermissionDenied
    return _moved(request, organisation, workflow.undo(experiment, chosen, actor=request.actor), _("Undone."))


@require_POST
def ending(request: Request, organisation: str, pk: int) -> HttpResponse:
    """How the challenge ended, said on the page of the experiment that answered it; undone on the challenge's own."""
    experiment = found(request, pk)
    if not can_conclude(request.actor, experiment.challenge):
        raise PermissionDenied
    form = EndingForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Say in a few words why the challenge ended so."))
    challenge = answering.conclude(experiment, actor=request.actor, **form.cleaned_data)
    return answer(
        request,
        experiment,
        partial="experiments/_head.html",
        text=after(challenge, form.cleaned_data["ending"]),
        undo_url=reverse("challenges:undo", args=[organisation, challenge.pk]),
        to=reverse("experiments:manage", args=[organisation, pk]),
    )
