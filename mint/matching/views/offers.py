"""An organisation's offers."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.clashes import Clash, stale, status_of
from mint.matching import actions
from mint.matching.forms import OfferForm
from mint.matching.models import Offer
from mint.matching.permissions import can_edit, can_offer
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.web import StaleError, answer, paginate


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """What the organisation offers, newest first."""
    rows = Offer.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id)
    context = {
        "nav": "offers",
        "page": paginate(request, rows.select_related("municipality")),
        "may_offer": can_offer(request.actor, request.acting_for.id),
        "moves": {move.sources[0]: move for move in actions.MOVES},
    }
    return render(request, "matching/offers.html", context)


def new(request: Request, organisation: str) -> HttpResponse:
    if not can_offer(request.actor, request.acting_for.id):
        raise PermissionDenied
    form = OfferForm(request.POST or None, initial={"capacity": 1, "language": get_language()})
    if request.method == "POST" and form.is_valid():
        owner = Organisation.objects.get(pk=request.acting_for.id)
        offer = actions.create_offer(owner, actor=request.actor, **form.values)
        return answer(request, offer, partial="matching/_offer.html", text=_("The offer is now to be found."))
    return _form_page(request, form)


def edit(request: Request, organisation: str, pk: int) -> HttpResponse:
    offer = _own(request, pk)
    if not can_edit(request.actor, offer):
        raise PermissionDenied
    form = OfferForm(request.POST or None, initial=OfferForm.initial_of(offer))
    both = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            offer = actions.edit_offer(offer, actor=request.actor, version=version, **form.values)
        except StaleError:
            fresh = _own(request, pk)
            both = stale(form, OfferForm(initial=OfferForm.initial_of(fresh)), fresh.version)
        else:
            return answer(request, offer, partial="matching/_offer.html", text=_("The changes were saved."))
    return _form_page(request, form, offer, both)


@require_POST
def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    actions.move_offer(_own(request, pk), move, actor=request.actor)
    return redirect("matching:offers", organisation)


def _own(request: Request, pk: int) -> Offer:
    rows = Offer.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id)
    return get_object_or_404(rows.select_related("organisation"), pk=pk)


def _form_page(
    request: Request, form: OfferForm, offer: Offer | None = None, both: list[Clash] | None = None
) -> HttpResponse:
    context = {"nav": "offers", "form": form, "offer": offer, "clashes": both}
    return render(request, "matching/offer_form.html", context, status=status_of(form, both))
