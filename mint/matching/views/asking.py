"""Where a match begins: interest in a need, the ranked partners of a need, an invitation."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mint.matching import pages, ranking, workflow
from mint.matching.forms import InterestForm, MessageForm
from mint.matching.models import Match, Need, Offer
from mint.matching.permissions import can_express, can_invite
from mint.tenancy.context import Request
from mint.web import answer

PARTNERS_SHOWN = 30


@require_safe
def interested(request: Request, need: int) -> HttpResponse:
    """Where the button of a public page leads: signed in by now, to the form of one's organisation."""
    own = next((item for item in request.organisations if item.may_write), None)
    if own is None:
        return redirect("pages:mine")
    return redirect("matching:interest", own.slug, need)


def interest(request: Request, organisation: str, need: int) -> HttpResponse:
    """Tell the owner of a need that one is interested."""
    found = _need(request, need)
    if not can_express(request.actor, found):
        raise PermissionDenied
    own = Offer.objects.visible_to(request.actor).active().filter(organisation_id=request.acting_for.id).order_by("pk")
    form = InterestForm(request.POST or None, user=request.user, offers=own)
    if request.method == "POST" and form.is_valid():
        match = workflow.express_interest(found, actor=request.actor, **form.cleaned_data)
        return _to(request, match, _("Your interest was sent. You are told here and by e-mail when it is answered."))
    if request.method == "GET" and (live := _live(request, found)):
        return redirect("matching:match", organisation, live.pk)
    context = {"nav": "matching", "form": form, "need": found, "fit": pages.own_fit(found, list(own))}
    return render(request, "matching/interest.html", context, status=422 if form.is_bound else 200)


@require_safe
def partners(request: Request, organisation: str, need: int) -> HttpResponse:
    """Who could answer the need, the best first, each with the reasons."""
    found = _need(request, need)
    if not can_invite(request.actor, found):
        raise PermissionDenied
    fits = ranking.partners_for(found, request.actor)[:PARTNERS_SHOWN]
    context = {"nav": "matching", "need": found, "rows": pages.partner_rows(found, fits, request.actor)}
    return render(request, "matching/partners.html", context)


def invite(request: Request, organisation: str, need: int, offer: int) -> HttpResponse:
    """Ask a partner for one's own need; suggest both to each other for a need that one coordinates."""
    found = _need(request, need)
    if not can_invite(request.actor, found):
        raise PermissionDenied
    offered = get_object_or_404(
        Offer.objects.visible_to(request.actor).active().select_related("organisation"), pk=offer
    )
    form = MessageForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        match = workflow.invite(found, offered, actor=request.actor, **form.cleaned_data)
        return _to(request, match, _("The invitation was sent."))
    fit = ranking.Fit(found, offered, ranking.score_of(found, offered))
    context = {"nav": "matching", "form": form, "need": found, "fit": pages.partner_fit(fit)}
    context["suggests"] = found.organisation_id != request.acting_for.id
    return render(request, "matching/invite.html", context, status=422 if form.is_bound else 200)


def _need(request: Request, pk: int) -> Need:
    return get_object_or_404(
        Need.objects.visible_to(request.actor).select_related("organisation", "municipality"), pk=pk
    )


def _live(request: Request, need: Need) -> Match | None:
    rows = Match.objects.visible_to(request.actor).live().filter(need=need, partner_id=request.acting_for.id)
    return rows.first()


def _to(request: Request, match: Match, text: str) -> HttpResponse:
    to = match.url_for(request.acting_for)
    return answer(request, match, partial="matching/_state.html", text=text, to=to)
