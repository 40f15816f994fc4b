"""A challenge as lists show it: its words and dates made once, outside the template.

Lists are the busiest pages, and a model instance with its filters in a loop costs four times as much.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypedDict

from django.db.models import F
from django.db.models.functions import Left
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.translation import get_language, gettext, ngettext

from challenges.querysets import ChallengeQuerySet
from challenges.states import COLUMN_OF, State, ending_of, word_of
from mint import clock
from mint.templating import fdate, shortened
from mint.vocabulary.themes import theme_labels

EXCERPT = 100
FIELDS = ("id", "title", "slug", "state", "deadline_on", "published_at", "ended_at", "themes", "start", "place", "why")


class Row(TypedDict):
    """`st` and `word` are the pill's; `caption`, `day` and `left` say until when or since when.

    A dictionary: a template asks `row["title"]` before `row.title`. What many rows say alike is escaped once.
    """

    pk: int
    title: str
    url: str
    excerpt: str
    place: str
    theme: str
    st: str
    word: str
    caption: str
    day: str
    left: str


def values(challenges: ChallengeQuerySet) -> Any:
    """What a row needs and no more, as named tuples; in the reader's language."""
    language = (get_language() or "fi")[:2]
    named = challenges.annotate(
        place=F(f"municipality__name_{language}"), start=Left("problem", EXCERPT + 1), why=Left("answer", 1)
    )
    return named.values_list(*FIELDS, named=True)


def rows_of(found: Iterable[Any]) -> list[Row]:
    """Of `values`, in their order."""
    address, today, language = _addresses(), clock.today(), get_language() or "fi"
    rows: list[Row] = []
    for item in found:
        st, word = _column(item.state, language)
        caption, day, left = _when(item, today, language)
        rows.append(
            {
                "pk": item.id,
                "title": item.title,
                "url": address(item.id, item.slug),
                "excerpt": shortened(item.start, EXCERPT),
                "place": _escaped(item.place),
                "theme": _theme(item.themes, language),
                "st": st,
                "word": word,
                "caption": caption,
                "day": _day(day, language),
                "left": left,
            }
        )
    return rows


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the workspace's list; `pill` is HTML."""

    pk: int
    title: str
    url: str
    pill: str
    owner: str
    day: str


def table_values(challenges: ChallengeQuerySet) -> Any:
    named = challenges.annotate(owner=F("organisation__name"))
    return named.values_list("id", "title", "state", "deadline_on", "owner", named=True)


def table_rows_of(found: Iterable[Any], organisation: str) -> list[TableRow]:
    """Of `table_values`, in their order; the links are those of this organisation's workspace."""
    before, after = reverse("challenges:manage", args=[organisation, 0]).rsplit("0", 1)
    language, untitled = get_language() or "fi", gettext("Untitled draft")
    return [
        TableRow(
            item.id,
            item.title or untitled,
            f"{before}{item.id}{after}",
            _pill(item.state, language),
            item.owner,
            _day(item.deadline_on, language),
        )
        for item in found
    ]


@lru_cache(maxsize=64)
def _pill(state: str, language: str) -> str:
    shown = State(state)
    return render_to_string("components/pill.html", {"st": COLUMN_OF[shown].value, "text": word_of(state)})


@lru_cache(maxsize=64)
def _column(state: str, language: str) -> tuple[str, str]:
    column = COLUMN_OF[State(state)]
    return _escaped(column.value), _escaped(str(column.label))


@lru_cache(maxsize=64)
def _label(theme: str, language: str) -> str:
    return _escaped("".join(theme_labels([theme])).capitalize())


def _theme(themes: list[str], language: str) -> str:
    """The first one: a card has room for it."""
    return _label(themes[0], language) if themes else ""


def _when(item: Any, today: date, language: str) -> tuple[str, date, str]:
    if item.state == State.OPEN:
        return _closing(language), item.deadline_on, _left((item.deadline_on - today).days, language)
    if (ending := ending_of(item.state, item.why)) and item.ended_at:
        return _escaped(str(ending.label)), timezone.localdate(item.ended_at), ""
    return _escaped(gettext("Published")), timezone.localdate(item.published_at), ""


@lru_cache(maxsize=8)
def _closing(language: str) -> str:
    return _escaped(gettext("Call closes"))


@lru_cache(maxsize=1024)
def _left(days: int, language: str) -> str:
    return _escaped(ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days})


def _addresses() -> Callable[[int, str], str]:
    """`get_absolute_url` of many: the pattern is resolved once."""
    before, after = reverse("challenges:detail", args=[0, "slug"]).split("0-slug")
    return lambda pk, slug: f"{before}{pk}-{slug}{after}"


@lru_cache(maxsize=1024)
def _day(day: date | None, language: str) -> str:
    return _escaped(fdate(day))


@lru_cache(maxsize=1024)
def _escaped(words: str) -> str:
    return conditional_escape(words)
