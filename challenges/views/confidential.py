"""The confidential part: read by partners who accept its terms, kept by the owner's side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges import confiding
from challenges.forms import ConfidentialForm
from challenges.models import Challenge, ConfidentialAcceptance
from challenges.permissions import can_accept_terms, can_keep_confidential
from challenges.terms import digest
from challenges.views.curation import found
from mint.autosaves import KeyForm
from mint.clashes import Clash, clashes
from mint.tenancy.context import Request
from mint.web import StaleError

AGAIN = {"lopeta": confiding.end, "salli": confiding.allow_again}


def confidential(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The terms, to accept for the organisation one acts for; once accepted, what they open."""
    challenge = found(request, pk)
    may_accept = can_accept_terms(request.actor, challenge, request.acting_for)
    if request.method == "POST":
        seen = request.POST.get("terms", "")
        confiding.accept(challenge, request.acting_for, seen=seen, actor=request.actor)
        messages.success(request, _("You have accepted the terms."))
        return redirect("challenges:confidential", organisation, pk)
    text = confiding.confidential_of(challenge, request.actor)
    if not (text or may_accept):
        raise PermissionDenied(_("The terms are accepted by who writes in a verified company or university."))
    own = ConfidentialAcceptance.objects.visible_to(request.actor).filter(
        challenge=challenge, user_id=request.actor.user_id or 0, partner_id=request.acting_for.id
    )
    context = {
        "challenge": challenge,
        "text": text,
        "terms_hash": digest(challenge.confidential_terms),
        "accepted": list(own.order_by("-id")[:1]),
        "may_accept": may_accept,
        "nav": "challenges",
    }
    return render(request, "challenges/confidential.html", context)


def _kept(request: Request, pk: int) -> Challenge:
    challenge = found(request, pk)
    if not can_keep_confidential(request.actor, challenge):
        raise PermissionDenied
    return challenge


def keep(request: Request, organisation: str, pk: int) -> HttpResponse:
    """What is kept apart, on what terms partners read it, and who has accepted them."""
    challenge = _kept(request, pk)
    initial = {"text": confiding.confidential_of(challenge, request.actor), "terms": challenge.confidential_terms}
    form = ConfidentialForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return _keeping(request, challenge, form, 422 if form.is_bound else 200)
    hidden = KeyForm(request.POST)
    version = (hidden.is_valid() and hidden.cleaned_data["version"]) or 0
    try:
        confiding.change_confidential(challenge, **form.cleaned_data, version=version, actor=request.actor)
    except StaleError:
        saved = ConfidentialForm(initial=initial)
        return _keeping(request, challenge, form, 409, clashes(form, saved))
    messages.success(request, _("Saved."))
    return redirect("challenges:confidential_keep", organisation, pk)


def _keeping(
    request: Request, challenge: Challenge, form: ConfidentialForm, status: int, differing: list[Clash] | None = None
) -> HttpResponse:
    rows = ConfidentialAcceptance.objects.visible_to(request.actor).filter(challenge=challenge)
    context = {
        "challenge": challenge,
        "form": form,
        "clashes": differing,
        "acceptances": rows.select_related("user", "partner").order_by("-id")[:200],
        "terms_hash": digest(challenge.confidential_terms),
        "nav": "challenges",
    }
    return render(request, "challenges/confidential_keep.html", context, status=status)


@require_POST
def decide(request: Request, organisation: str, pk: int, acceptance: int, verb: str) -> HttpResponse:
    """End one person's access, or give it back."""
    challenge = _kept(request, pk)
    if verb not in AGAIN:
        raise Http404
    rows = ConfidentialAcceptance.objects.visible_to(request.actor).filter(challenge=challenge)
    AGAIN[verb](get_object_or_404(rows.select_related("challenge"), pk=acceptance), actor=request.actor)
    return redirect("challenges:confidential_keep", organisation, pk)
