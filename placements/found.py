"""What search knows of placements; nothing of who guides there, and nothing of applications."""

from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mint.actor import Actor
from mint.search.documents import Words, text_of
from mint.search.sources import Row, Source, joined, place_name
from placements.models import Placement
from placements.states import PILLS, State

READ_OUT = ("tasks", "goals", "field", "unit")
WORDS = Words(
    title="r.title",
    body=text_of(*READ_OUT),
    at="coalesce(r.published_at, r.submitted_at, r.created_at)",
)


def columns(_actor: Actor) -> dict[str, Any]:
    return {
        "title": "title",
        "body": joined(*READ_OUT),
        "state": "state",
        "slug": "slug",
        "owner": "organisation__name",
        "owner_slug": "organisation__slug",
        "place": place_name(),
        "at": Coalesce("published_at", "submitted_at", "created_at"),
    }


def url(row: Row, _acting: str) -> str:
    return reverse("placements:detail", args=[row.pk, row.slug])


SOURCE = Source(
    model=Placement,
    key="paikka",
    label=_("Jobs and placements"),
    one=_("Placement"),
    icon="graduation-cap",
    names=("paikat", "harjoittelupaikka", "plats", "platser", "placement", "placements"),
    columns=columns,
    url=url,
    state=lambda state: str(State(state).label),
    pills={state.value: pill for state, pill in PILLS.items()},
)
