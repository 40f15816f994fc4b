"""What search knows of attraction factors, and of a municipality's own words about itself."""

from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mint.actor import Actor
from mint.search.documents import Words, text_of
from mint.search.sources import Row, Source, joined, place_name
from municipalities.models import AttractionFactor, MunicipalityProfile
from municipalities.states import PILLS, State

FACTOR_WORDS = Words(
    title="r.name",
    body=text_of("description", "indicator", "source"),
    at="coalesce(r.published_at, r.created_at)",
)
PROFILE_WORDS = Words(
    title="(SELECT concat_ws(' / ', m.name_fi, nullif(m.name_sv, m.name_fi)) FROM public.places_municipality m "
    "WHERE m.id = r.municipality_id)",
    body=text_of("lead", "intro"),
    at="r.created_at",
    state="''",
    project="NULL",
)


def factor_columns(_actor: Actor) -> dict[str, Any]:
    return {
        "title": "name",
        "body": joined("description", "indicator"),
        "state": "state",
        "slug": "municipality__slug",
        "owner": "organisation__name",
        "owner_slug": "organisation__slug",
        "place": place_name(),
        "at": Coalesce("published_at", "created_at"),
    }


def profile_columns(_actor: Actor) -> dict[str, Any]:
    return {
        "title": place_name(),
        "body": joined("lead", "intro"),
        "slug": "municipality__slug",
        "at": "created_at",
    }


def factor_url(row: Row, acting: str) -> str:
    """Its place on the municipality's page; what is not published there, in the list of its owner."""
    if row.state != State.PUBLISHED and acting == row.owner_slug:
        return reverse("municipalities:factors", args=[acting])
    return f"{reverse('municipalities:detail', args=[row.slug])}#tekija-{row.pk}"


FACTOR = Source(
    model=AttractionFactor,
    key="vetovoima",
    label=_("Attraction factors"),
    one=_("Attraction factor"),
    icon="map-pin",
    names=("houkuttelevuustekijä", "vetovoimatekijä", "attraktionsfaktor", "attraktion", "factor", "attraction"),
    columns=factor_columns,
    url=factor_url,
    state=lambda state: str(State(state).label),
    pills={state.value: pill for state, pill in PILLS.items()},
)
PROFILE = Source(
    model=MunicipalityProfile,
    key="kunta",
    label=_("Municipalities"),
    one=_("Municipality"),
    icon="landmark",
    names=("kunnat", "kommun", "kommuner", "municipality", "municipalities"),
    columns=profile_columns,
    url=lambda row, _acting: reverse("municipalities:detail", args=[row.slug]),
)
