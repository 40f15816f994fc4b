"""The ranked partners of a need; passing one over, with its reason, and taking that back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.matching import choosing, listing, pages, partnering
from mint.matching.factors import how
from mint.matching.forms import NarrowingForm, PassOverForm
from mint.matching.models import Choice, Need, Offer
from mint.matching.permissions import can_invite
from mint.matching.weighing import weights_for
from mint.tenancy.context import Request
from mint.web import answer


@require_safe
def partners(request: Request, organisation: str, need: int) -> HttpResponse:
    """Who could answer the need, the best first, each with the reasons; who is shown first is kept."""
    found = _need(request, need)
    form = NarrowingForm(request.GET)
    listed = partnering.partners_of(found, form, request.GET, request.actor)
    if not form.narrows:
        choosing.see(found, listed.fits, actor=request.actor)
    context = {
        "nav": "matching",
        "need": found,
        "form": form,
        "listed": listed,
        "how": how(weights_for(found.project_id)),
        "rows": pages.partner_rows(found, listed.fits, request.actor),
    }
    return render(request, "matching/partners.html", context)


def pass_over(request: Request, organisation: str, need: int, offer: int) -> HttpResponse:
    """Why this partner is not for this need; the page and the form beside the row are the same."""
    found = _need(request, need)
    offers = Offer.objects.visible_to(request.actor).active().select_related("organisation")
    offered = get_object_or_404(offers, pk=offer)
    form = PassOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = choosing.pass_over(found, offered, actor=request.actor, **form.cleaned_data)
        undo = reverse("matching:pass_undo", args=[organisation, decision.pk])
        text = _("%(partner)s was passed over. It scores as before elsewhere.") % {"partner": offered.organisation.name}
        return answer(
            request, found, partial="matching/_passed.html", text=text, undo_url=undo, to=_list(request, found)
        )
    fit = pages.partner_fit(listing.fit_of(found, offered, request.actor))
    context = {"nav": "matching", "need": found, "form": form, "fit": fit}
    return render(request, "matching/pass_over.html", context, status=422 if form.is_bound else 200)


@require_POST
def pass_undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    rows = Choice.objects.visible_to(request.actor).select_related("need", "partner")
    decision = choosing.take_back(get_object_or_404(rows, pk=pk), actor=request.actor)
    text = _("%(partner)s is in the list again.") % {"partner": decision.partner.name}
    return answer(request, decision.need, partial="matching/_passed.html", text=text, to=_list(request, decision.need))


def _need(request: Request, pk: int) -> Need:
    needs = Need.objects.visible_to(request.actor).select_related("organisation", "municipality")
    found = get_object_or_404(needs, pk=pk)
    if not can_invite(request.actor, found):
        raise PermissionDenied
    return found


def _list(request: Request, need: Need) -> str:
    return reverse("matching:partners", args=[request.acting_for.slug, need.pk])
