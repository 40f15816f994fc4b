"""The work on challenges: board, list, queue, one challenge's page, and its moves."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges import amending, board, reasons, timeline, workflow
from challenges.after import after, waits_for
from challenges.confiding import confidential_of
from challenges.forms import ExtendForm, FindForm, ReasonForm
from challenges.guards import is_early
from challenges.models import Challenge
from challenges.permissions import (
    can_amend,
    can_conclude,
    can_create,
    can_edit,
    can_keep_confidential,
    can_open_to_evaluators,
    can_read,
    can_read_confidential,
    takes_part,
)
from challenges.querysets import ChallengeQuerySet
from challenges.reading import sections_of
from challenges.rows import table_rows_of, table_values
from challenges.searching import Scope
from challenges.timeline import CO_OWNER
from challenges.views.brief import measured
from challenges.wizard import wizard_of
from challenges.workflow import MOVES
from mint.actor import Actor
from mint.tenancy.context import Request
from mint.web import PAGE_SIZE, MoveError, answer, paginate, position, wants_partial
from mint.workflow import Move, available, blockers, undoable


@require_safe
def board_page(request: Request, organisation: str) -> HttpResponse:
    context = {
        "columns": (columns := board.columns(request.actor, request.acting_for)),
        "may_move": any(card.goals for column in columns for card in column.cards),
        "nav": "challenges",
        "may_create": can_create(request.actor, request.acting_for.kind),
    }
    return render(request, "challenges/board.html", context)


@require_safe
def table(request: Request, organisation: str) -> HttpResponse:
    """The same as a list, for reading, for the keyboard, and for finding: `q` is what the bar's search looks for."""
    form = FindForm(request.GET)
    rows = _of_workspace(request)
    if words := form.words:
        rows = rows.newest_containing(words, _scope(request))
    page = paginate(request, table_values(rows), by=("-id",))
    context = {
        "page": replace(page, rows=table_rows_of(page, organisation)),
        "words": words,
        "nav": "challenges",
        "may_create": can_create(request.actor, request.acting_for.kind),
    }
    return render(request, "challenges/table.html", context)


def _of_workspace(request: Request) -> ChallengeQuerySet:
    """What its board shows; a university has none, and there its curators find what they curate."""
    own, rows = request.acting_for, Challenge.objects.visible_to(request.actor)
    if own.kind == "university" and "curator" in own.roles:
        return rows.filter(project_id__in=request.actor.curated_ids)
    return rows.of_tenant(own.id, own.municipality_id if own.kind == "municipality" else None)


def _scope(request: Request) -> Scope:
    """The same for the function that finds words, from where the page begins on."""
    own = request.acting_for
    backward, place = position(request, ("-id",))
    before, after = (None, place[0]) if place and backward else (place[0] if place else None, None)
    most = PAGE_SIZE + 1
    if own.kind == "university" and "curator" in own.roles:
        return Scope(project_ids=tuple(request.actor.curated_ids), before=before, after=after, most=most)
    municipality_id = own.municipality_id if own.kind == "municipality" else None
    return Scope(own.id, municipality_id, before=before, after=after, most=most)


def found(request: Request, pk: int) -> Challenge:
    """A challenge that the reader may work on or look into; 404 for who may not know of it."""
    challenge: Challenge = get_object_or_404(Challenge.objects.visible_to(request.actor).read_out(request.actor), pk=pk)
    if not can_read(request.actor, challenge):
        raise PermissionDenied
    challenge.confidential = confidential_of(challenge, request.actor)
    return challenge


@require_safe
def manage(request: Request, organisation: str, pk: int) -> HttpResponse:
    """One challenge at work: brief, moves, partners, what happened."""
    challenge = found(request, pk)
    return render(request, "challenges/manage.html", _manage_context(request, challenge))


def _manage_context(request: Request, challenge: Challenge) -> dict[str, Any]:
    moves = available(challenge, MOVES, request.actor)
    may_edit = can_edit(request.actor, challenge)
    entries = timeline.entries(challenge)
    undo = undoable(challenge, MOVES, request.actor, entries=[e for e in entries if e.subject_type != CO_OWNER])
    undo_url = reverse("challenges:undo", args=[request.acting_for.slug, challenge.pk]) if undo else ""
    challenge.happened = timeline.events(entries, undo_url=undo_url)
    return {
        "challenge": challenge,
        "nav": "challenges",
        "moves": [_offered(request, challenge, move) for move in sorted(moves, key=workflow.leads_on)],
        "chosen": request.GET.get("siirto", ""),
        "waits": waits_for(challenge),
        "first": _first(challenge, moves, may_edit=may_edit),
        "undo": undo,
        "may_edit": may_edit,
        "attachments": challenge.attachments.order_by("id"),
        "versions": challenge.versions.order_by("-number")[:2],
        "extend_form": ExtendForm(),
        **_rights(request.actor, challenge),
        **sections_of(challenge),
    }


def _rights(actor: Actor, challenge: Challenge) -> dict[str, bool]:
    """Beside the moves: what the page offers or shows of it."""
    is_open = challenge.state == "open"
    return {
        "may_amend": is_open and can_amend(actor, challenge),
        "may_extend": is_open and can_conclude(actor, challenge),
        "may_keep_confidential": can_keep_confidential(actor, challenge),
        "may_invite": can_open_to_evaluators(actor, challenge),
        "shows_contact": takes_part(actor, challenge),
        "shows_confidential": can_read_confidential(actor, challenge),
    }


def _offered(request: Request, challenge: Challenge, move: Move) -> dict[str, Any]:
    return {
        "move": move,
        "challenge": challenge,
        "reason": reasons.begun(request, challenge, move.name) if move.asks_reason(challenge) else "",
        "blockers": blockers(challenge, move),
        "asks_reason": move.asks_reason(challenge),
        "is_early": move is workflow.CLOSE and is_early(challenge),
        "is_published": move is workflow.FAIL,
    }


def _first(challenge: Challenge, moves: list[Move], *, may_edit: bool) -> str:
    """What the page's one filled button does: edit what is not ready yet, else the name of the move ahead."""
    ahead = [move for move in moves if move.is_main]
    publishing = [move for move in ahead if move.name == workflow.PUBLISH.name]
    main = next(iter(publishing or ahead), None)
    if may_edit and (main is None or blockers(challenge, main)):
        return "edit"
    return main.name if main and not main.asks_reason(challenge) else ""  # what asks a reason opens, and is not filled


@require_POST
def make_move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    """Run the move of this name; who and when are the workflow's to say."""
    challenge = found(request, pk)
    run = workflow.RUN.get(move)
    if run is None:
        raise Http404
    try:
        challenge = run(challenge, actor=request.actor, reason=ReasonForm.given(request.POST))
    except MoveError as refusal:
        page = reverse("challenges:manage", args=[organisation, pk])
        raise MoveError(str(refusal), url=page, link=_("Open the challenge")) from refusal
    if move == workflow.SUBMIT.name:
        measured(request, challenge, wizard_of(challenge.organisation.kind)[-1])
    return _moved(request, organisation, challenge, move)


def _moved(request: Request, organisation: str, challenge: Challenge, move: str) -> HttpResponse:
    place = [organisation, challenge.pk]
    return answer(
        request,
        board.offering(challenge, request.actor),
        partial="challenges/_card.html",
        text=after(challenge, move),
        undo_url=reverse("challenges:undo", args=place) if undoable(challenge, MOVES, request.actor) else "",
        to=reverse("challenges:manage", args=place),
    )


@require_POST
def drop(request: Request, organisation: str, pk: int) -> HttpResponse:
    """A card dropped on a column: the one move there; where there are several or a reason is due, ask."""
    challenge = found(request, pk)
    column = request.POST.get("to", "")
    if column == challenge.column:
        return redirect("challenges:board", organisation)
    fitting = board.moves_to(challenge, column, request.actor)
    only = fitting[0] if len(fitting) == 1 else None
    if only and not only.asks_reason(challenge):
        challenge = workflow.RUN[only.name](challenge, actor=request.actor, reason="")
        return _moved(request, organisation, challenge, only.name)
    chosen = f"?siirto={only.name}" if only else ""
    page = f"{reverse('challenges:manage', args=[organisation, pk])}{chosen}#siirra"
    if wants_partial(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = page
        return response
    return redirect(page)


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge = found(request, pk)
    move = undoable(challenge, MOVES, request.actor)
    if move is None:
        raise MoveError(_("This can no longer be undone."))
    challenge = workflow.undo(challenge, move, actor=request.actor)
    return answer(
        request,
        board.offering(challenge, request.actor),
        partial="challenges/_card.html",
        text=_("Undone."),
        to=reverse("challenges:manage", args=[organisation, challenge.pk]),
    )


@require_POST
def extend(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge = found(request, pk)
    if not can_conclude(request.actor, challenge):
        raise PermissionDenied
    form = ExtendForm(request.POST)
    if not form.is_valid():
        context = {**_manage_context(request, challenge), "extend_form": form, "form": form}
        return render(request, "challenges/manage.html", context, status=422)
    amending.extend(challenge, deadline_on=form.cleaned_data["deadline_on"], actor=request.actor)
    return redirect("challenges:manage", organisation, pk)
