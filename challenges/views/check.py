"""The wizard's end: the answers as they will be read, and what is taken out of a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges import actions
from challenges.models import Challenge, ChallengeAttachment
from challenges.reading import part_of
from challenges.views import similar
from challenges.views.brief import editable
from challenges.wizard import Wizard, missing_in, place_of, wizard_of
from challenges.words import NAMES
from challenges.workflow import MOVES
from companies.effort.measuring import carried
from mint.tenancy.context import Request
from mint.workflow import available, blockers


@require_safe
def check(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The last step: each answer with a link to change it, and the one button."""
    challenge = editable(request, pk)
    wizard = wizard_of(challenge.organisation.kind)
    pages = reverse("challenges:step", args=[organisation, pk, 0]).rsplit("0", 1)
    moves = [move for move in available(challenge, MOVES, request.actor) if move.name in {"submitted", "published"}]
    lacking = next(iter(missing_in(challenge, wizard)), None) or (place_of(wizard, "deadline_on"), "deadline_on")
    context = {
        "challenge": challenge,
        "moves": [{"move": move, "blockers": blockers(challenge, move)} for move in moves],
        "lacking": address(pages, *lacking),
        "attachments": list(challenge.attachments.all()),
        "upload_url": address(pages, place_of(wizard, "upload"), "upload"),
        "answers": checked(challenge, wizard, pages),
        "opened": carried(""),
        "step": wizard[-1],
        "total": len(wizard),
        "nav": "challenges",
        **similar.beside(request, challenge),
    }
    return render(request, "challenges/check.html", context)


def address(pages: list[str], number: int, name: str) -> str:
    """Of a question: its step, from which one returns to the check."""
    return f"{pages[0]}{number}{pages[1]}?paluu=tarkista#id_{name}"


def checked(challenge: Challenge, wizard: Wizard, pages: list[str]) -> list[dict[str, Any]]:
    """The answers in the order they were asked for; of further questions only those that were answered."""
    rows = []
    for step in wizard:
        further = set(step.form.further()) if step.form else set()
        for name in step.form.base_fields if step.form else ():
            part = part_of(challenge, name) if name in NAMES else None
            if part and (part.text or name not in further):
                rows.append({"part": part, "url": address(pages, step.number, name)})
    return rows


def delete(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Asked first: what is deleted is gone. What has been sent once is not deleted."""
    challenge = editable(request, pk)
    if challenge.state != "draft":
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "challenges/delete.html", {"challenge": challenge, "nav": "challenges"})
    actions.delete_draft(challenge, actor=request.actor)
    messages.success(request, _("The draft was deleted."))
    return redirect("challenges:board", organisation)


@require_POST
def detach(request: Request, organisation: str, pk: int, attachment: int) -> HttpResponse:
    challenge = editable(request, pk)
    found = get_object_or_404(
        ChallengeAttachment.objects.visible_to(request.actor).filter(challenge=challenge), pk=attachment
    )
    actions.detach(found, actor=request.actor)
    return redirect("challenges:step", organisation, pk, place_of(wizard_of(challenge.organisation.kind), "upload"))
