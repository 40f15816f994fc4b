"""The pipeline: a board by stage, the same as a list, and what a drop on a column means."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.staging.board import Board, board_of, card_of
from experiments.staging.dropping import Drop, drop_on, make
from experiments.staging.forms import BoardForm
from experiments.staging.permissions import can_see_board, can_take_part
from experiments.staging.placing import standing_of
from experiments.views.moving import EVERY
from experiments.views.work import found
from mint.tenancy.context import Request
from mint.web import MoveError, answer, wants_partial
from mint.workflow import undoable


def shown_board(request: Request, *, whole: bool = False) -> Board:
    if not can_see_board(request.actor):
        raise PermissionDenied
    form = BoardForm(request.GET)
    chosen = form.cleaned_data["malli"] if form.is_valid() else None
    return board_of(request.actor, request.acting_for, chosen, whole=whole)


@require_safe
def board(request: Request, organisation: str) -> HttpResponse:
    return render(request, "experiments/staging/board.html", _context(shown_board(request)))


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """The same as a list, of all templates unless one is chosen, the slowest first: for reading, and for the keyboard."""
    return render(request, "experiments/staging/list.html", _context(shown_board(request, whole=True)))


def _context(board: Board) -> dict[str, Any]:
    return {"board": board, "nav": "experiments", "may_move": any(card.goals for card in board.cards)}


@require_POST
def drop(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The one move there is made at once where nothing is asked; else its page says what the gate lacks."""
    experiment = found(request, pk)
    if not can_take_part(request.actor, experiment):
        raise PermissionDenied
    standing = standing_of(experiment)
    if standing is None:
        raise MoveError(_("The experiment stands at no stage."))
    dropped = drop_on(experiment, standing, request.POST.get("to", ""), request.actor)
    if not dropped.asks:
        return _moved(request, pk, make(experiment, standing, dropped, actor=request.actor))
    page = _page(request, pk, dropped)
    if wants_partial(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = page
        return response
    return redirect(page)


def _page(request: Request, pk: int, dropped: Drop) -> str:
    place = [request.acting_for.slug, pk]
    if dropped.move is None:
        return reverse("staging:move", args=[*place, dropped.stage.pk])
    return reverse("experiments:move", args=[*place, dropped.move.name])


def _moved(request: Request, pk: int, text: str) -> HttpResponse:
    """The card as it is now, with undo in the toast."""
    experiment, place = found(request, pk), [request.acting_for.slug, pk]
    experiment.card = card_of(experiment, request.actor)  # type: ignore[attr-defined]  # for the partial
    return answer(
        request,
        experiment,
        partial="experiments/staging/_dropped.html",
        text=text,
        undo_url=reverse("experiments:undo", args=place) if undoable(experiment, EVERY, request.actor) else "",
        to=reverse("experiments:manage", args=place),
    )
