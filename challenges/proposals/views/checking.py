"""For who asked: the proposals once the call is over, each to be read, and the formal check."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.models import Challenge
from challenges.permissions import takes_part
from challenges.proposals import workflow
from challenges.proposals.asking import asked_of
from challenges.proposals.content import answered, sent_content
from challenges.proposals.counting import count_of
from challenges.proposals.forms import ReasonForm
from challenges.proposals.models import Proposal
from challenges.proposals.permissions import can_check, has_stake
from challenges.proposals.states import AFTER_CALL
from challenges.views.curation import found
from mint.tenancy.context import Request
from mint.web import MoveError, answer, paginate
from mint.workflow import available, blockers, undoable


def called(request: Request, pk: int) -> Challenge:
    """A challenge of the side that one belongs to, or whose project one manages; else 403."""
    challenge = found(request, pk)
    if not takes_part(request.actor, challenge) and challenge.project_id not in request.actor.managed_ids:
        raise PermissionDenied
    return challenge


@require_safe
def received(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Before the end of the call a number at most; after it the proposals, the oldest first."""
    challenge = called(request, pk)
    sees = challenge.state in AFTER_CALL and takes_part(request.actor, challenge)
    rows = Proposal.objects.visible_to(request.actor).sent().filter(challenge=challenge)
    rows = rows if sees else rows.none()
    page = paginate(request, rows.select_related("organisation", "challenge"), by=("submitted_at", "id"))
    context = {
        "challenge": challenge,
        "asked": asked_of(challenge),
        "is_over": challenge.state in AFTER_CALL,
        "sees": sees,
        "count": count_of(challenge),
        "page": page,
        "unchecked": rows.to_check().count() if sees else 0,
        "nav": "challenges",
    }
    return render(request, "proposals/received.html", context)


def _received(request: Request, pk: int, proposal: int) -> Proposal:
    """One of those sent to this challenge; who proposes reads their own elsewhere, too."""
    challenge = called(request, pk)
    rows = (
        Proposal.objects.visible_to(request.actor).sent().filter(challenge=challenge, challenge__state__in=AFTER_CALL)
    )
    row: Proposal = get_object_or_404(rows.select_related("organisation", "author"), pk=proposal)
    row.challenge = challenge
    return row


@require_safe
def read(request: Request, organisation: str, pk: int, proposal: int) -> HttpResponse:
    return render(request, "proposals/read.html", _reading(request, _received(request, pk, proposal)))


def _reading(request: Request, proposal: Proposal) -> dict[str, Any]:
    content = sent_content(proposal)
    moves = available(proposal, workflow.CHECKS, request.actor)
    return {
        "proposal": proposal,
        "challenge": proposal.challenge,
        "content": content,
        "answers": answered(content, asked_of(proposal.challenge).criteria),
        "members": list(proposal.members.all()),
        "attachments": list(proposal.attachments.all()),
        "moves": [{"move": move, "blockers": blockers(proposal, move)} for move in moves],
        "has_stake": has_stake(request.actor, proposal),
        "undo": undoable(proposal, workflow.MOVES, request.actor),
        "nav": "challenges",
    }


@require_POST
def check(request: Request, organisation: str, pk: int, proposal: int, move: str) -> HttpResponse:
    """Take to evaluation, or reject with reasons."""
    row = _received(request, pk, proposal)
    run = workflow.RUN.get(move)
    if run is None or move not in {each.name for each in workflow.CHECKS}:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise MoveError(" ".join(map(str, form.errors["reason"])))
    run(row, actor=request.actor, reason=form.cleaned_data["reason"])
    place = [organisation, pk, proposal]
    return answer(
        request,
        row,
        partial="components/toast.html",
        text=_("Done. The proposer is told in ten minutes, unless you undo."),
        undo_url=reverse("proposals:uncheck", args=place),
        to=reverse("proposals:read", args=place),
    )


@require_POST
def uncheck(request: Request, organisation: str, pk: int, proposal: int) -> HttpResponse:
    row = _received(request, pk, proposal)
    if not can_check(request.actor, row):
        raise PermissionDenied
    move = undoable(row, [workflow.UNSHORTLIST, workflow.UNREJECT], request.actor)
    if move is None:
        raise MoveError(_("This can no longer be undone."))
    workflow.undo(row, move, actor=request.actor)
    page = reverse("proposals:read", args=[organisation, pk, proposal])
    return answer(request, row, partial="components/toast.html", text=_("Undone."), to=page)
