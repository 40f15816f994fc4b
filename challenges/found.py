"""What search knows of challenges. The confidential part, the contact and the reasons of answers are not searched."""

from typing import Any

from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from challenges.states import COLUMN_OF, PUBLIC, REVIEWED, word_of
from mint.actor import Actor
from mint.isolation.rules import within
from mint.search.documents import NOT_MANAGERS, READERS, Words, text_of
from mint.search.sources import Row, Source, joined, place_name

READ_OUT = ("question", "problem", "affected", "tried", "outcome", "limits")
# a project manager knows title and state of what is in review, and so does not find it by the words of its brief
WORDS = Words(
    title="r.title",
    body=text_of(*READ_OUT),
    at="coalesce(r.published_at, r.submitted_at, r.created_at)",
    themes="r.themes",
    body_for=f"CASE WHEN {within('r.state', list(REVIEWED))} THEN '{NOT_MANAGERS}' ELSE '{READERS}' END",
)


def columns(actor: Actor) -> dict[str, Any]:
    inside = (
        Q(organisation_id__in=actor.organisation_ids)
        | Q(municipality_id__in=actor.municipality_ids)
        | Q(project_id__in=actor.curated_ids)
    )
    only_managed = Q(state__in=REVIEWED, project_id__in=actor.managed_ids) & ~inside
    return {
        "title": "title",
        "body": Case(When(only_managed, then=Value("")), default=joined(*READ_OUT), output_field=TextField()),
        "state": "state",
        "slug": "slug",
        "owner": "organisation__name",
        "owner_slug": "organisation__slug",
        "place": place_name(),
        "at": Coalesce("published_at", "submitted_at", "created_at"),
    }


def url(row: Row, _acting: str) -> str:
    if row.state in PUBLIC:
        return reverse("challenges:detail", args=[row.pk, row.slug])
    return reverse("challenges:go", args=[row.pk])


SOURCE = Source(
    model=Challenge,
    key="haaste",
    label=_("Challenges"),
    one=_("Challenge"),
    icon="lightbulb",
    names=("haasteet", "utmaning", "utmaningar", "challenge", "challenges"),
    columns=columns,
    url=url,
    state=word_of,
    pills={state.value: column.value for state, column in COLUMN_OF.items()},
)
