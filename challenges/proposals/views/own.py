"""One's own proposals: the list, one of them with its receipt, and where a message's link leads."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.models import Challenge
from challenges.proposals import workflow
from challenges.proposals.addresses import address, addresses, slug_of
from challenges.proposals.asking import asked_of
from challenges.proposals.content import answered, sent_content
from challenges.proposals.guards import is_in_time
from challenges.proposals.models import Proposal, ProposalAttachment
from challenges.proposals.permissions import is_own
from challenges.proposals.states import CHANGEABLE, State
from challenges.proposals.views.writing import frame, own
from mint.actor import Actor
from mint.files.serve import download
from mint.tenancy.context import Request
from mint.web import MoveError, answer, paginate
from mint.workflow import undoable


@require_safe
def listing(request: Request, organisation: str = "") -> HttpResponse:
    """Of the organisation acted for, or one's own; the newest first."""
    side = request.acting_for.id if request.acting_for else None
    if side and not request.acting_for.may_see_inside:
        raise PermissionDenied
    page = paginate(request, Proposal.objects.visible_to(request.actor).of_side(request.actor, side), by=("-id",))
    slug = request.acting_for.slug if request.acting_for else ""
    challenges = _challenges(request.actor, page.rows)
    rows = [
        {"proposal": each, "challenge": challenges.get(each.challenge_id), "url": address("show", slug, each.pk)}
        for each in page
    ]
    return render(request, "proposals/list.html", {"page": page, "rows": rows, **frame(request)})


def _challenges(actor: Actor, proposals: list[Proposal]) -> dict[int, Challenge]:
    """Those still shown: a withdrawn one is not."""
    ids = {proposal.challenge_id for proposal in proposals}
    return Challenge.objects.visible_to(actor).defer("search").in_bulk(ids)


@require_safe
def show(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    """What was sent, or how far the draft is; its receipt, what may still be done, and what is promised."""
    side = request.acting_for.id if request.acting_for else None
    rows = (
        Proposal.objects.visible_to(request.actor).of_side(request.actor, side).select_related("organisation", "author")
    )
    proposal: Proposal = get_object_or_404(rows, pk=pk)
    if side and not request.acting_for.may_see_inside:
        raise PermissionDenied
    return render(request, "proposals/show.html", shown(request, proposal))


def shown(request: Request, proposal: Proposal) -> dict[str, Any]:
    challenge = _challenges(request.actor, [proposal]).get(proposal.challenge_id)
    asked = asked_of(challenge) if challenge else None
    slug = request.acting_for.slug if request.acting_for else ""
    writes = is_own(request.actor, proposal)
    open_now = bool(challenge and is_in_time(challenge))
    content = sent_content(proposal)
    return {
        "proposal": proposal,
        "challenge": challenge,
        "asked": asked,
        "content": content,
        "answers": answered(content, asked.criteria) if asked else [],
        "attachments": list(proposal.attachments.all()),
        "versions": list(proposal.versions.values("number", "created_at")) if writes else [],
        "may_change": writes and open_now and proposal.state in CHANGEABLE,
        "may_withdraw": writes and open_now and proposal.state == State.SUBMITTED,
        "may_delete": writes and proposal.state == State.DRAFT,
        "undo": undoable(proposal, [workflow.UNWITHDRAW], request.actor) if writes and open_now else None,
        "just_sent": "lahetetty" in request.GET and proposal.state == State.SUBMITTED,
        "to": addresses(slug, proposal),
        **frame(request),
    }


@require_POST
def withdraw(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    proposal = workflow.withdraw(own(request, pk), actor=request.actor)
    slug = request.acting_for.slug if request.acting_for else ""
    return answer(
        request,
        proposal,
        partial="components/toast.html",
        text=_("The proposal was withdrawn. Nobody else has read it."),
        undo_url=address("undo", slug, pk),
        to=address("show", slug, pk),
    )


@require_POST
def undo(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    proposal = own(request, pk)
    move = undoable(proposal, [workflow.UNWITHDRAW], request.actor)
    if move is None:
        raise MoveError(_("This can no longer be undone."))
    workflow.undo(proposal, move, actor=request.actor)
    slug = request.acting_for.slug if request.acting_for else ""
    return answer(request, proposal, partial="components/toast.html", text=_("Undone."), to=address("show", slug, pk))


@require_safe
def go(request: Request, pk: int) -> HttpResponse:
    """The short address, where a message's link leads: one's own page of it, or the page of who asked for it."""
    proposal: Proposal = get_object_or_404(Proposal.objects.visible_to(request.actor), pk=pk)
    mine = proposal.organisation_id is None and proposal.author_id == request.user.pk
    if mine or slug_of(proposal, request.organisations):
        return redirect(address("show", "" if mine else slug_of(proposal, request.organisations), pk))
    challenge = get_object_or_404(Challenge.objects.visible_to(request.actor), pk=proposal.challenge_id)
    caller = next((item for item in request.organisations if _called(item, challenge)), None)
    if caller is None:
        return redirect(challenge)
    return redirect(reverse("proposals:read", args=[caller.slug, challenge.pk, pk]))


def _called(organisation: Any, challenge: Challenge) -> bool:
    near = organisation.municipality_id == challenge.municipality_id or organisation.kind == "university"
    return organisation.id == challenge.organisation_id or bool(
        {"coordinator", "curator"} & organisation.roles and near
    )


@require_safe
def attachment(request: Request, pk: int, attachment: int) -> HttpResponseBase:
    """Private download: as visible as its proposal."""
    rows = ProposalAttachment.objects.visible_to(request.actor).filter(proposal=pk)
    return download(get_object_or_404(rows, pk=attachment))
