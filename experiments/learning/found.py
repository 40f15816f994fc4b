"""What search knows of lessons: each by its own words, whatever became of the experiment."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from experiments.learning.models import Lesson
from experiments.learning.states import PILLS, Kind
from mint.actor import Actor
from mint.search.documents import Words, text_of
from mint.search.sources import Row, Source, place_name

PARENT = "(SELECT e.{column} FROM public.experiments_experiment e WHERE e.id = r.experiment_id)"
WORDS = Words(
    title=PARENT.format(column="title"),
    body=text_of("text"),
    at="r.created_at",
    state="r.kind",
    themes="r.themes::text[]",
    municipality=PARENT.format(column="municipality_id"),
    project=PARENT.format(column="project_id"),
)


def columns(_actor: Actor) -> dict[str, Any]:
    return {
        "title": "experiment__title",
        "body": "text",
        "state": "kind",
        "slug": "experiment__slug",
        "owner": "organisation__name",
        "owner_slug": "organisation__slug",
        "place": f"experiment__{place_name()}",
        "extra": "experiment_id",
        "at": "created_at",
    }


def url(row: Row, _acting: str) -> str:
    return f"{reverse('experiments:detail', args=[row.extra, row.slug])}#oppi-{row.pk}"


SOURCE = Source(
    model=Lesson,
    key="oppi",
    label=_("Lessons learned"),
    one=_("Lesson"),
    icon="lightbulb",
    names=("opit", "lärdom", "lärdomar", "lesson", "lessons"),
    columns=columns,
    url=url,
    state=lambda kind: str(Kind(kind).label),
    pills={kind.value: pill for kind, pill in PILLS.items()},
)
