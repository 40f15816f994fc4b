"""The pipeline: a board by stage, the same as a list, and what a drop on a column means."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.models import Experiment
from experiments.staging.board import Board, board_of
from experiments.staging.forms import BoardForm
from experiments.staging.models import Stage
from experiments.staging.permissions import can_see_board, can_take_part
from experiments.staging.placing import Standing, standing_of
from experiments.views.work import found
from experiments.workflow import MOVES
from mint.tenancy.context import Request
from mint.web import MoveError, wants_partial
from mint.workflow import available


def _board(request: Request, *, whole: bool = False) -> Board:
    if not can_see_board(request.actor):
        raise PermissionDenied
    form = BoardForm(request.GET)
    chosen = form.cleaned_data["malli"] if form.is_valid() else None
    return board_of(request.actor, request.acting_for, chosen, whole=whole)


@require_safe
def board(request: Request, organisation: str) -> HttpResponse:
    return render(request, "experiments/staging/board.html", _context(_board(request)))


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """The same as a list, of all templates unless one is chosen, the slowest first: for reading, and for the keyboard."""
    return render(request, "experiments/staging/list.html", _context(_board(request, whole=True)))


def _context(board: Board) -> dict[str, Any]:
    return {"board": board, "nav": "experiments", "may_move": any(card.goals for card in board.cards)}


@require_POST
def drop(request: Request, organisation: str, pk: int) -> HttpResponse:
    """A card dropped on a column leads to the page of the one move there, which says what its gate lacks."""
    experiment = found(request, pk)
    if not can_take_part(request.actor, experiment):
        raise PermissionDenied
    standing = standing_of(experiment)
    if standing is None:
        raise MoveError(_("The experiment stands at no stage."))
    page = _page(request, experiment, standing, request.POST.get("to", ""))
    if wants_partial(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = page
        return response
    return redirect(page)


def _page(request: Request, experiment: Experiment, standing: Standing, key: str) -> str:
    place = [request.acting_for.slug, experiment.pk]
    goal: Stage | None = next((stage for stage in standing.stages if stage.key == key), None)
    if goal is None or goal == standing.stage:
        raise MoveError(_("The experiment cannot be moved there."))
    if goal.state == standing.stage.state:
        return reverse("staging:move", args=[*place, goal.pk])
    move = next((m for m in available(experiment, MOVES, request.actor) if m.target == goal.state), None)
    if move is None or standing.first_of(goal.state) != goal:
        raise MoveError(_("The experiment cannot be moved there."))
    return reverse("experiments:move", args=[*place, move.name])
