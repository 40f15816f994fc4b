"""The moves: a button's POST, the page of a move that asks something, and undo."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.after import after
from challenges.permissions import can_conclude
from experiments import answering, workflow
from experiments.after import AFTER, KEEPS, UNTOLD
from experiments.forms import ASKS, EndingForm, MoveForm, form_of, passed_over
from experiments.models import Experiment
from experiments.permissions import approval_refused
from experiments.staging import workflow as staged
from experiments.views.work import found, manage_page, posted
from experiments.workflow import MOVES
from mint.clashes import renewed
from mint.tenancy.context import Request
from mint.web import MoveError, answer
from mint.workflow import Move, blockers, undoable

EVERY = (*MOVES, *staged.MOVES)


def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    """POST runs the move of this name; GET shows what it asks. Who and when are the workflow's to say."""
    run, chosen = workflow.RUN.get(move), workflow.BY_NAME.get(move)
    if run is None or chosen is None:
        raise Http404
    experiment = found(request, pk)
    if not chosen.may(request.actor, experiment):
        raise PermissionDenied(approval_refused(request.actor, experiment) if chosen is workflow.APPROVE else "")
    form = form_of(move, experiment, posted(request))
    conflict = form.is_bound and form.is_valid() and _is_in_the_way(experiment, chosen, form)
    if form.is_bound and form.is_valid():
        experiment = run(experiment, actor=request.actor, **form.values)
        return _moved(request, organisation, experiment, str(AFTER[move]))
    context = {
        "experiment": experiment,
        "form": form,
        "move": chosen,
        "blockers": blockers(experiment, chosen),
        "missing": passed_over(move, experiment),
        "keeps": KEEPS.get(move, ""),
        "is_told": move not in UNTOLD,
        "nav": "experiments",
    }
    return render(request, "experiments/move.html", context, status=409 if conflict else 422 if form.is_bound else 200)


def _is_in_the_way(experiment: Experiment, move: Move, form: MoveForm) -> bool:
    """Something has changed, or the gate is open still: what was typed stays on the page, with the reason above it."""
    version, text = form.cleaned_data.get("version"), " ".join(blockers(experiment, move))
    is_stale = bool(version and version != experiment.version)
    if is_stale:
        text = _("Somebody has changed this after you opened it. Look at the page again.")
    elif experiment.state not in move.sources:
        return False  # the move itself says so
    if not text:
        return False
    if move.name not in ASKS:
        raise MoveError(text)
    form.add_error(None, text)
    if is_stale:
        renewed(form, experiment.version)
    return True


def _moved(request: Request, organisation: str, experiment: Experiment, text: str) -> HttpResponse:
    place = [organisation, experiment.pk]
    return answer(
        request,
        experiment,
        partial="experiments/_head.html",
        text=text,
        undo_url=reverse("experiments:undo", args=place) if undoable(experiment, EVERY, request.actor) else "",
        to=reverse("experiments:manage", args=place),
    )


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment = found(request, pk)
    chosen = undoable(experiment, EVERY, request.actor)
    if chosen is None:
        raise MoveError(_("This can no longer be undone."))
    if not chosen.may(request.actor, experiment):
        raise PermissionDenied
    run = staged.undo if chosen in staged.MOVES else workflow.undo
    return _moved(request, organisation, run(experiment, chosen, actor=request.actor), _("Undone."))


def ending(request: Request, organisation: str, pk: int) -> HttpResponse:
    """How the challenge ended, said on the page of the experiment that answered it; undone on the challenge's own.

    A refused form is shown at this address: a reload, or another language, leads to the page itself.
    """
    experiment = found(request, pk)
    if request.method != "POST":
        return redirect("experiments:manage", organisation, pk)
    if not can_conclude(request.actor, experiment.challenge):
        raise PermissionDenied
    form = EndingForm(request.POST)
    if not form.is_valid():
        if "ending" in form.errors or not answering.may_conclude(request.actor, experiment):
            raise MoveError(_("How the challenge ended is said when its last experiment has been decided."))
        return manage_page(request, experiment, form)
    challenge = answering.conclude(experiment, actor=request.actor, **form.cleaned_data)
    return answer(
        request,
        experiment,
        partial="experiments/_head.html",
        text=after(challenge, form.cleaned_data["ending"]),
        undo_url=reverse("challenges:undo", args=[organisation, challenge.pk]),
        to=reverse("experiments:manage", args=[organisation, pk]),
    )
