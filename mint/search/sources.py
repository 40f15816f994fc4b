"""What there is to be found: each app registers its nouns; search imports none of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import CharField, DateTimeField, F, Func, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import get_language

from mint.actor import Actor

TEXTS = ("title", "body", "state", "slug", "owner", "owner_slug", "place", "extra")
Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A found row as its reader may see it; `extra` is what its kind puts there."""

    kind: str
    pk: int
    title: str
    body: str
    state: str
    slug: str
    owner: str
    owner_slug: str
    place: str
    extra: str
    at: datetime


@dataclass(frozen=True)
class Source:
    """A noun that can be found.

    `columns(actor)` gives an expression for each of TEXTS and for `at` (what is left out is empty): only what this actor
    may read of a row that they may see. `url(row, acting)` is where it leads, for somebody who acts for the organisation
    with that slug ("" for nobody). `state(word)` says a state in its own words; `pills` puts each state under one of the
    common ones.
    """

    model: type[models.Model]
    key: str
    label: "str | Promise"
    one: "str | Promise"
    icon: str
    names: tuple[str, ...]
    columns: Callable[[Actor], Columns]
    url: Callable[[Row, str], str]
    state: Callable[[str], str] = lambda _state: ""
    pills: Mapping[str, str] = field(default_factory=dict)
    is_for: Callable[[Actor], bool] = lambda _actor: True  # is there a page of it for this actor at all?

    @property
    def kind(self) -> str:
        """As documents name it."""
        return self.model._meta.label_lower

    def states_of(self, shown: Iterable[str]) -> list[str]:
        wanted = set(shown)
        return [state for state, pill in self.pills.items() if pill in wanted]

    def rows(self, actor: Actor, ids: Iterable[int]) -> "models.QuerySet[Any, tuple[Any, ...]]":
        """Those of these rows that the actor may see, as tuples in the order of `Row`'s fields."""
        given = self.columns(actor)
        texts = [Cast(_expression(given.get(name, Value(""))), TextField()) for name in TEXTS]
        seen: Any = self.model._default_manager
        values = seen.visible_to(actor).filter(pk__in=list(ids)).order_by()
        at = Cast(_expression(given["at"]), DateTimeField())
        return values.values_list(Value(self.kind, CharField()), "pk", *texts, at)  # type: ignore[no-any-return]  # Any


def joined(*columns: str) -> Func:
    """The texts of these columns, one after the other, for `columns`."""
    return Func(
        Value("\n"), *(Cast(column, TextField()) for column in columns), function="concat_ws", output_field=TextField()
    )


def place_name() -> str:
    """The municipality's name in the reader's language, for `columns`."""
    return f"municipality__name_{(get_language() or 'fi')[:2]}"


def _expression(column: Any) -> Any:
    return F(column) if isinstance(column, str) else column


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """In an app's `ready()`; its migration says the words: `mint.search.documents.documented`."""
    _sources[source.kind] = source


def sources() -> list[Source]:
    """In the order in which the apps were registered."""
    return list(_sources.values())


def sources_for(actor: Actor) -> list[Source]:
    return [source for source in sources() if source.is_for(actor)]


def source_of(kind: str) -> Source:
    return _sources[kind]


def rows_of(actor: Actor, wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], Row]:
    """Rows of all kinds by one statement; what the actor may not see is not there."""
    parts = [_sources[kind].rows(actor, ids) for kind, ids in wanted.items()]
    if not parts:
        return {}
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    rows = (Row(*values) for values in found)
    return {(row.kind, row.pk): row for row in rows}
