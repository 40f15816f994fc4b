"""What search knows of experiments: the question, what came of it and what was learned."""

from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from experiments.models import Experiment
from experiments.states import PILL_OF, SAYS_MORE, SHOWN, STAGE_OF, State
from mint.actor import Actor
from mint.search.documents import Words, text_of
from mint.search.sources import Row, Source, joined, place_name

READ_OUT = ("hypothesis", "population", "result", "learnings", "decision_reason")
WORDS = Words(
    title="r.title",
    body=text_of(*READ_OUT),
    at="coalesce(r.decided_at, r.started_at, r.submitted_at, r.created_at)",
    themes="coalesce((SELECT c.themes::text[] FROM public.challenges_challenge c WHERE c.id = r.challenge_id), '{}')",
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
        "at": Coalesce("decided_at", "started_at", "submitted_at", "created_at"),
    }


def url(row: Row, _acting: str) -> str:
    if row.state in SHOWN:
        return reverse("experiments:detail", args=[row.pk, row.slug])
    return reverse("experiments:go", args=[row.pk])


def word(state: str) -> str:
    """As `Experiment.word` says it."""
    known = State(state)
    stage = STAGE_OF.get(known) if known not in SAYS_MORE else None
    return str(stage.label if stage else known.label)


SOURCE = Source(
    model=Experiment,
    key="kokeilu",
    label=_("Experiments"),
    one=_("Experiment"),
    icon="flask-conical",
    names=("kokeilut", "försök", "experiment", "experiments"),
    columns=columns,
    url=url,
    state=word,
    pills={state.value: pill for state, pill in PILL_OF.items()},
)
