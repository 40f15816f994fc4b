"""The tags of a challenge: suggestions decided on, one chosen by typing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.models import Challenge
from challenges.tagging import actions, listing
from challenges.tagging.forms import DecideForm, FindTagForm
from challenges.tagging.permissions import can_tag
from mint.tenancy.context import Request
from mint.vocabulary.labels import called_like
from mint.web import MoveError

MOST_FOUND = 20


def _found(request: Request, pk: int) -> Challenge:
    rows = Challenge.objects.visible_to(request.actor).select_related("organisation", "municipality").defer("search")
    challenge: Challenge = get_object_or_404(rows, pk=pk)
    if not can_tag(request.actor, challenge):
        raise PermissionDenied
    return challenge


@require_safe
def page(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge, form = _found(request, pk), FindTagForm(request.GET if request.GET.get("tagi") else None)
    offered = [pair for pair in called_like(form.words, most=MOST_FOUND) if pair[0] not in challenge.tags]
    context = {
        "challenge": challenge,
        "form": form,
        "find": form,
        "words": form.words,
        "offered": offered,
        "nav": "challenges",
        **listing.at_work(challenge, request.actor),
    }
    return render(request, "challenges/tagging/page.html", context, status=422 if form.errors else 200)


@require_POST
def decide(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Accept or refuse one; or accept all that are suggested now."""
    challenge, form = _found(request, pk), DecideForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("The vocabulary has no such concept."))
    chosen = form.cleaned_data
    if chosen["refuse"]:
        actions.refuse(challenge, chosen["refuse"], actor=request.actor)
    elif chosen["all"]:
        waiting = [row.concept for row in listing.at_work(challenge, request.actor)["suggested"]]
        actions.confirm(challenge, waiting, actor=request.actor)
    elif chosen["accept"]:
        actions.confirm(challenge, [chosen["accept"]], actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('tagging:page', args=[organisation, pk])}#asiasanat")
