"""An organisation's matches and what fits it; one match with its moves."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.audit.record import timeline_of
from mint.matching import pages, timeline, workflow
from mint.matching.after import after
from mint.matching.forms import AgreementForm, ContactForm, DeclineForm
from mint.matching.models import Contact, Match, PrivateReason
from mint.matching.permissions import can_judge, can_oversee
from mint.matching.states import Agreement, State
from mint.matching.undoing import UNDOS
from mint.matching.undoing import undo as take_back
from mint.tenancy.context import Request
from mint.web import MoveError, answer, paginate
from mint.workflow import Move, available, main_of, undoable

FORMS: dict[str, type[forms.Form]] = {
    workflow.EXPRESS.name: ContactForm,
    workflow.ACCEPT.name: ContactForm,
    workflow.AGREE.name: AgreementForm,
    workflow.DECLINE.name: DeclineForm,
}


@require_safe
def suggestions(request: Request, organisation: str) -> HttpResponse:
    """Own matches; needs that fit one's offers; and for one's own needs, where to find partners."""
    rows = pages.matches_of(request.actor, request.acting_for)
    page = paginate(request, rows.live())
    own = request.acting_for.id
    context = {
        "nav": "matching",
        "page": page,
        "rows": [pages.match_row(match, own) for match in page],
        "ended": [pages.match_row(match, own) for match in rows.ended().order_by("-pk")[: pages.ENDED_SHOWN]],
        "of_municipality": "coordinator" in request.acting_for.roles,
        "needs": pages.needs_of(request.actor, request.acting_for),
        "fits": pages.fits_for(request.actor, request.acting_for),
        "how": pages.how_here(request.actor, request.acting_for),
        "watches": can_oversee(request.actor),
        "judges": can_judge(request.actor),
        "shapes": bool(request.actor.roles & {"curator", "project_manager"}),
    }
    return render(request, "matching/suggestions.html", context)


@require_safe
def detail(request: Request, organisation: str, pk: int) -> HttpResponse:
    return _page(request, _match(request, pk))


@require_POST
def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    """Make a move of the table; those that ask something more come with a form of their own."""
    match = _match(request, pk)
    found = next((each for each in workflow.MOVES if each.name == move and move in workflow.RUN), None)
    if found is None:
        raise Http404
    if not found.may(request.actor, match):
        raise PermissionDenied
    form = _form(request, move, request.POST)
    if not form.is_valid():
        return _page(request, match, form, move)
    match = workflow.RUN[move](match, actor=request.actor, **form.cleaned_data)
    return saved(request, match, after(match, move, organisation_id=request.acting_for.id))


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Take back one's own last move."""
    match = _match(request, pk)
    found = undoable(match, UNDOS, request.actor)
    if found is None:
        raise MoveError(_("This can no longer be undone."))
    match = take_back(match, found, actor=request.actor)
    return answer(
        request, match, partial="matching/_state.html", text=_("Undone."), to=match.url_for(request.acting_for)
    )


def saved(request: Request, match: Match, text: str) -> HttpResponse:
    """Back to the match, with the way to take it back."""
    return answer(
        request,
        match,
        partial="matching/_state.html",
        text=text,
        undo_url=reverse("matching:match_undo", args=[request.acting_for.slug, match.pk])
        if undoable(match, UNDOS, request.actor)
        else "",
        to=match.url_for(request.acting_for),
    )


def _match(request: Request, pk: int) -> Match:
    rows = Match.objects.visible_to(request.actor).select_related(
        "need", "organisation", "partner", "offer", "municipality"
    )
    return get_object_or_404(rows, pk=pk)


def _form(request: Request, move: str, data: Any = None) -> forms.Form:
    kind = FORMS.get(move, forms.Form)
    ids = f"id_{move}_%s"
    return kind(data, auto_id=ids, user=request.user) if issubclass(kind, ContactForm) else kind(data, auto_id=ids)


def _first(match: Match, moves: list[Move]) -> str:
    """The move whose button is filled. Where an experiment was agreed, its panel has the one step ahead."""
    return "" if match.state == State.AGREED and match.agreement == Agreement.EXPERIMENT else main_of(moves)


def _page(request: Request, match: Match, form: forms.Form | None = None, made: str = "") -> HttpResponse:
    moves = available(match, workflow.MOVES, request.actor)
    entries = list(timeline_of(match, limit=20))
    context = {
        "nav": "matching",
        "match": match,
        "view": pages.match_view(match, request.acting_for.id),
        "first": _first(match, moves),
        "moves": [(move, form if move.name == made else _form(request, move.name)) for move in moves],
        "contacts": Contact.objects.visible_to(request.actor).filter(match=match).select_related("organisation"),
        "reasons": PrivateReason.objects.visible_to(request.actor).filter(match=match),
        "events": timeline.events(match, entries),
        "undo": undoable(match, UNDOS, request.actor, entries=entries),
        "form": form,
    }
    return render(request, "matching/match.html", context, status=422 if form else 200)
