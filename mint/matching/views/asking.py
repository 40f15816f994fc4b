"""Where a match begins: interest in a need, the ranked partners of a need, an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mint.links import actions as links
from mint.links.codes import TooOftenError, wait_for_code
from mint.links.cookies import token_of, with_token
from mint.links.landing import landing
from mint.links.models import WaitingDraft
from mint.matching import listing, pages, workflow
from mint.matching.elsewhere import is_answered_elsewhere
from mint.matching.forms import InterestForm, MessageForm, VisitorInterestForm
from mint.matching.models import Match, Need, Offer
from mint.matching.permissions import WRITING, can_express, can_invite
from mint.matching.querysets import OfferQuerySet
from mint.matching.views.matches import saved
from mint.tenancy.context import Acting, Request
from mint.tenancy.prefilling import prefilled
from mint.web import outside_transaction


@login_not_required
def interested(request: Request, need: int) -> HttpResponse:
    """Where the button of a public page leads: a visitor writes first; signed in, to the form of one's organisation."""
    if elsewhere := _elsewhere(request, need):
        return elsewhere
    if not request.actor.is_signed_in:
        return _visitor(request, _need(request, need))
    writing = [item for item in request.organisations if item.has_role(*WRITING)]
    waiting = links.find(_kind(need), token_of(request))
    if waiting and waiting.email == request.user.email.lower():
        company = landing(waiting, writing, actor=request.actor)
        if company is not None:
            return redirect("matching:interest", company.slug, need)
        return _of_another(request, waiting, next(iter(writing), None), need)
    own = next(iter(writing), None)
    return redirect("matching:interest", own.slug, need) if own else redirect("pages:mine")


def _of_another(request: Request, waiting: WaitingDraft, own: Acting | None, need: int) -> HttpResponse:
    """The company named is others': one asks to join it, or goes on for an organisation of one's own."""
    to_join = f"{reverse('companies:join')}?{urlencode({'tunnus': waiting.data['company']['business_id']})}"
    text = _("The company you named is already in MINT. Your message is kept.")
    if own is None:
        messages.warning(request, text)
        return redirect(to_join)
    link = format_html('<a href="{}">{}</a>', to_join, _("Ask to join the company"))
    messages.warning(request, format_html("{} {}", text, link))
    return redirect("matching:interest", own.slug, need)


def _kind(need: int) -> str:
    return f"interest:{need}"


def _visitor(request: Request, need: Need) -> HttpResponse:
    """The message waits under the browser's token until the e-mailed code is entered."""
    token = token_of(request)
    waiting = links.find(_kind(need.pk), token)
    initial = waiting.data.get("contact") if waiting else None
    look_up = reverse("matching:look_up", args=[need.pk])
    form = VisitorInterestForm(request.POST or None, initial=initial, look_up=look_up)
    if request.method == "POST" and form.is_valid():
        try:
            asked = wait_for_code(request, _kind(need.pk), token, form.cleaned_data, then=request.path)
            return with_token(asked, token)
        except TooOftenError as error:
            form.add_error(None, str(error))
    return with_token(_visitor_page(request, need, form, 422 if form.is_bound else 200), token)


def _visitor_page(request: Request, need: Need, form: VisitorInterestForm, status: int) -> HttpResponse:
    context = {"nav": "challenges", "form": form, "need": need}
    return render(request, "matching/interest_visitor.html", context, status=status)


@login_not_required
@outside_transaction
@require_POST
def look_up(request: Request, need: int) -> HttpResponse:
    """The visitor's page with what the business register knows of the number typed in."""
    if request.actor.is_signed_in:
        return redirect("matching:interested", need)
    if elsewhere := _elsewhere(request, need):
        return elsewhere
    return _visitor_page(request, _need(request, need), *prefilled(request, VisitorInterestForm, request.path))


def _filled(request: Request, waiting: WaitingDraft | None) -> dict[str, str]:
    """What the form begins with: the person, and the message that was written before signing in."""
    message = waiting.data["contact"]["message"] if waiting else ""
    return {"name": request.user.name, "email": request.user.email, "message": message}


def interest(request: Request, organisation: str, need: int) -> HttpResponse:
    """Tell the owner of a need that one is interested."""
    if elsewhere := _elsewhere(request, need):
        return elsewhere
    found = _need(request, need)
    if not can_express(request.actor, found):
        raise PermissionDenied
    own = Offer.objects.visible_to(request.actor).active().filter(organisation_id=request.acting_for.id).order_by("pk")
    waiting = links.find(_kind(need), token_of(request))
    fits = pages.own_fits(found, list(own))
    form = _interest_form(request, own, fits, waiting)
    if request.method == "POST" and form.is_valid():
        if waiting:
            links.settle(waiting, user_id=request.user.pk)
        match = workflow.express_interest(found, actor=request.actor, **form.cleaned_data)
        return saved(request, match, _("Your interest was sent. You are told here and by e-mail when it is answered."))
    if request.method == "GET" and (live := _live(request, found)):
        return redirect("matching:match", organisation, live.pk)
    context = {"nav": "matching", "form": form, "need": found, "fits": fits}
    return render(request, "matching/interest.html", context, status=422 if form.is_bound else 200)


def _interest_form(
    request: Request, own: OfferQuerySet, fits: list[pages.FitView], waiting: WaitingDraft | None
) -> InterestForm:
    """The offer that fits best is chosen ready."""
    initial = {**_filled(request, waiting), "offer": fits[0].offer.pk if fits else None}
    scores = {fit.offer.pk: fit.total for fit in fits}
    return InterestForm(request.POST or None, user=request.user, offers=own, scores=scores, initial=initial)


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
        return saved(request, match, _("The invitation was sent."))
    fit = pages.partner_fit(listing.fit_of(found, offered, request.actor))
    context = {"nav": "matching", "form": form, "need": found, "fit": fit}
    context["suggests"] = found.organisation_id != request.acting_for.id
    return render(request, "matching/invite.html", context, status=422 if form.is_bound else 200)


def _need(request: Request, pk: int) -> Need:
    return get_object_or_404(
        Need.objects.visible_to(request.actor).select_related("organisation", "municipality"), pk=pk
    )


def _elsewhere(request: Request, pk: int) -> HttpResponse | None:
    """The need's own page, where its answer is begun in another way than by an interest."""
    need = _need(request, pk)
    return redirect(need.path) if is_answered_elsewhere(need.subject_type, need.subject_id) else None


def _live(request: Request, need: Need) -> Match | None:
    rows = Match.objects.visible_to(request.actor).live().filter(need=need, partner_id=request.acting_for.id)
    return rows.first()
