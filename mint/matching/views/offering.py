"""An offer's page for whoever may see it: the public reads name and kind, people who have signed in also what it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mint.matching.models import Offer
from mint.tenancy.context import Request


@login_not_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    rows = Offer.objects.visible_to(request.actor).select_related("organisation", "municipality")
    offer = get_object_or_404(rows, pk=pk)
    own = next((each for each in request.organisations if each.id == offer.organisation_id), None)
    return render(request, "matching/offer.html", {"offer": offer, "own": own, "nav": "offers"})
