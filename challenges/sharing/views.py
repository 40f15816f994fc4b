"""The page of a shared challenge, for each of its owners and for who was invited or asks; and the asking."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.forms import ReasonForm
from challenges.models import Challenge, CoOwner
from challenges.sharing import actions, workflow
from challenges.sharing.forms import AskForm, InviteForm, NoteForm, ShareForm
from challenges.sharing.models import Note, Share
from challenges.sharing.permissions import can_ask, can_share, is_among_owners
from challenges.states import SHARING, CoState
from challenges.views.curation import found
from mint.autosaves import KeyForm
from mint.tenancy.context import Request
from mint.web import MoveError
from mint.workflow import available, blockers, last_entry, undoable


def _shared(request: Request, pk: int) -> tuple[Challenge, list[CoOwner]]:
    """For its lead, and for whoever is or was among the co-owners."""
    challenge = found(request, pk)
    rows = CoOwner.objects.visible_to(request.actor).filter(challenge=challenge)
    owners = list(rows.select_related("organisation", "challenge", "lead").order_by("id"))
    own = any(row.organisation_id == request.acting_for.id for row in owners)
    if not (can_share(request.actor, challenge) or (own and "coordinator" in request.actor.roles)):
        raise PermissionDenied
    return challenge, owners


def page(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Who owns it together; the lead invites (POST)."""
    challenge, owners = _shared(request, pk)
    leads = can_share(request.actor, challenge)
    form = InviteForm(request.POST or None, challenge=challenge)
    if request.method == "POST":
        if not leads:
            raise PermissionDenied
        if form.is_valid():
            workflow.invite(challenge, form.cleaned_data["organisation"], actor=request.actor)
            messages.success(request, _("The invitation was sent."))
            return redirect("sharing:page", organisation, pk)
    context = {**_context(request, challenge, owners), "invite": form if leads else None, "form": form}
    return render(request, "sharing/page.html", context, status=422 if form.is_bound else 200)


def _context(request: Request, challenge: Challenge, owners: list[CoOwner]) -> dict[str, Any]:
    actor, leads = request.actor, can_share(request.actor, challenge)
    shares = list(Share.objects.visible_to(actor).filter(challenge=challenge).select_related("organisation"))
    of = {share.organisation_id: share for share in shares}
    own = next((row for row in owners if row.organisation_id == request.acting_for.id), None)
    note = Note.objects.visible_to(actor).filter(challenge=challenge, organisation_id=request.acting_for.id).first()
    mine = of.get(request.acting_for.id)
    return {
        "challenge": challenge,
        "rows": [_row(row, of.get(row.organisation_id), request) for row in owners],
        "lead_share": of.get(challenge.organisation_id),
        "own": own,
        "not_yet": " ".join(blockers(own, workflow.ASK_AGAIN)) if own and own.state == CoState.REFUSED else "",
        "own_moves": _moves(own, request) if own else [],
        "is_among": is_among_owners(actor, challenge),
        "answers": leads and any(row.state == CoState.ASKED for row in owners),
        "note": note,
        "note_form": NoteForm(instance=note),
        "share": mine,
        "share_form": ShareForm(initial=_initial(mine)),
        "nav": "challenges",
    }


def _row(row: CoOwner, share: Share | None, request: Request) -> dict[str, Any]:
    """A municipality with what the reader may do; the words of a request, or of why it was declined."""
    answered = row.state in {CoState.JOINED, CoState.REFUSED}
    last = last_entry(row) if row.state in {CoState.ASKED, CoState.REFUSED} else None
    return {
        "owner": row,
        "share": share,
        "owns": row.state == CoState.JOINED,
        "moves": _moves(row, request),
        "said": last.reason if last else "",
        "undo": answered and undoable(row, workflow.MOVES, request.actor) is not None,
    }


def _moves(row: CoOwner, request: Request) -> list[tuple[str, Any]]:
    """(word of the address, move) of what the reader may do with this row now."""
    moves = available(row, workflow.MOVES, request.actor)
    return [(workflow.WORDS[move], move) for move in moves if move in workflow.WORDS]


def _initial(share: Share | None) -> dict[str, Any]:
    if share is None:
        return {}
    return {"budget": share.budget, "decision": share.decision, "reason": share.decision_reason}


@require_POST
def decide(request: Request, organisation: str, pk: int, owner: int, verb: str) -> HttpResponse:
    """Join, decline, leave; take an invitation back; answer a request; or undo the answer."""
    _challenge, owners = _shared(request, pk)
    row = next((row for row in owners if row.pk == owner), None)
    if verb not in workflow.RUN or row is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise MoveError(" ".join(map(str, form.errors["reason"])))
    row = workflow.RUN[verb](row, actor=request.actor, reason=form.cleaned_data["reason"])
    undo = undoable(row, workflow.MOVES, request.actor) is not None
    back = reverse("sharing:decide", args=[organisation, pk, owner, "kumoa"]) if undo else ""
    messages.success(request, _said(verb) % {"name": row.organisation.name}, extra_tags=back)
    stays = row.lead_id == request.acting_for.id or row.state == "joined"
    return redirect("sharing:page", organisation, pk) if stays else redirect("challenges:board", organisation)


def _said(verb: str) -> str:
    said = {
        "hyvaksy": _("%(name)s is an owner now, and is told in ten minutes."),
        "torju": _("The request was declined. %(name)s is told in ten minutes."),
        "kumoa": _("Undone."),
    }
    return said.get(verb, _("Saved."))


def ask(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Another municipality has the same need, and asks to own the challenge, too."""
    challenge = found(request, pk)
    if not can_ask(request.actor, challenge):
        raise PermissionDenied
    rows = CoOwner.objects.visible_to(request.actor).filter(challenge=challenge).select_related("challenge")
    row = rows.filter(organisation_id=request.acting_for.id).first()
    if row and (row.state in (*SHARING, CoState.ASKED) or blockers(row, workflow.ASK_AGAIN)):
        return redirect("sharing:page", organisation, pk)  # which says how it stands
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        workflow.ask(challenge, **form.cleaned_data, actor=request.actor)
        text = _("The request was sent to %(name)s. You are told of the answer.")
        messages.success(request, text % {"name": challenge.organisation.name})
        return redirect("sharing:page", organisation, pk)
    context = {"challenge": challenge, "form": form, "nav": "challenges"}
    return render(request, "sharing/ask.html", context, status=422 if form.is_bound else 200)


@require_POST
def notes(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge, owners = _shared(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _refused(request, challenge, owners, note_form=form)
    actions.keep_notes(challenge, **form.cleaned_data, version=_version(request), actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect(reverse("sharing:page", args=[organisation, pk]))


@require_POST
def share(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge, owners = _shared(request, pk)
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _refused(request, challenge, owners, share_form=form)
    actions.keep_share(challenge, **form.cleaned_data, version=_version(request), actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect(reverse("sharing:page", args=[organisation, pk]))


def _version(request: Request) -> int:
    hidden = KeyForm(request.POST)
    return (hidden.is_valid() and hidden.cleaned_data["version"]) or 0


def _refused(request: Request, challenge: Challenge, owners: list[CoOwner], **forms: Any) -> HttpResponse:
    """The same page, with what was typed and why it was not saved."""
    leads = can_share(request.actor, challenge)
    context = {
        **_context(request, challenge, owners),
        "invite": InviteForm(challenge=challenge) if leads else None,
        "form": next(iter(forms.values())),
        **forms,
    }
    return render(request, "sharing/page.html", context, status=422)
