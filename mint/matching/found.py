"""What search knows of offers. The public knows name and kind of those whose owner agreed, and finds them by their name."""

from typing import Any

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mint.actor import Actor
from mint.matching.models import Offer
from mint.matching.states import OfferState
from mint.search.documents import SIGNED_IN, Words
from mint.search.sources import Row, Source, place_name

WORDS = Words(
    title="r.title",
    body="r.description",
    at="r.created_at",
    themes="r.themes",
    body_for=f"'{SIGNED_IN}'",
)
PILLS = {OfferState.ACTIVE.value: "open", OfferState.PAUSED.value: "stop"}


def columns(actor: Actor) -> dict[str, Any]:
    return {
        "title": "title",
        "body": "description" if actor.is_signed_in else Value(""),
        "state": "state",
        "owner": "organisation__name",
        "owner_slug": "organisation__slug",
        "place": place_name(),
        "extra": "kind",
        "at": "created_at",
    }


def url(row: Row, acting: str) -> str:
    if acting and acting == row.owner_slug:
        return f"{reverse('matching:offers', args=[acting])}#tarjooma-{row.pk}"
    return reverse("matching:offer", args=[row.pk])


SOURCE = Source(
    model=Offer,
    key="tarjooma",
    label=_("Offers"),
    one=_("Offer"),
    icon="hand-coins",
    names=("tarjoomat", "utbud", "erbjudande", "offer", "offers"),
    columns=columns,
    url=url,
    state=lambda state: str(OfferState(state).label),
    pills=PILLS,
)
