"""The tags of a challenge as its page shows them: confirmed, suggested with their sentence, found by typing."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from challenges.models import Challenge
from challenges.tagging.models import Tag
from challenges.tagging.permissions import can_set_theme
from challenges.traits import has
from mint.actor import Actor
from mint.vocabulary.labels import labels_of

NEAR = 90  # characters of the sentence on each side


@dataclass(frozen=True)
class Shown:
    """One concept; `before`, `words` and `after` are its sentence, with the words that name it."""

    concept: str
    label: str
    is_theme: bool
    before: str = ""
    words: str = ""
    after: str = ""

    @property
    def query(self) -> str:
        """What finds the others that have it."""
        return f'tagi:"{self.label}"'


def confirmed(challenge: Challenge) -> list[Shown]:
    """One statement where there are any, none where not."""
    labels = labels_of(challenge.tags)
    return [Shown(key, labels[key], is_theme=False) for key in challenge.tags if key in labels]


def at_work(challenge: Challenge, actor: Actor) -> dict[str, Any]:
    """Two statements where there are any, the suggestions and what all are called; none where there are not."""
    waiting = _suggested(challenge, actor) if has(challenge, "has_suggestions") else []
    suggested = [row for row in waiting if not row.is_theme or can_set_theme(actor, challenge)]
    labels = labels_of([*challenge.tags, *(row.concept for row in suggested)])
    return {
        "tags": [Shown(key, labels[key], is_theme=False) for key in challenge.tags if key in labels],
        "suggested": [_with_sentence(row, labels[row.concept]) for row in suggested if row.concept in labels],
    }


def _suggested(challenge: Challenge, actor: Actor) -> list[Tag]:
    rows = Tag.objects.all().suggested_to(actor).filter(challenge=challenge)
    return list(rows.order_by("place", "id"))


def _with_sentence(row: Tag, label: str) -> Shown:
    before, words, after = row.excerpt.partition(row.words) if row.words else (row.excerpt, "", "")
    if len(before) > NEAR:
        before = "…" + before[-NEAR:].partition(" ")[2]
    return Shown(row.concept, label, row.is_theme, before, words, Truncator(after).chars(NEAR))
