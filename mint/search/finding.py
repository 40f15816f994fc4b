"""One search: which rows, how many of each kind, and where the next ones are; in as many statements for many as for few."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from mint.actor import Actor
from mint.search.sources import Row, rows_of, sources_for
from mint.search.words import Query

COUNTED = 100  # of each kind; more is "more than 100"
SIZE = 20

FOUND = """SELECT kind, pk, score, shown FROM mint.search_found(%s::tsquery, %s::tsquery, %s::text[], %s::jsonb, %s::bigint[],
  %s::bigint[], %s::text[], %s::text[], %s::timestamptz, %s::timestamptz, %s)"""


@dataclass(frozen=True)
class Wish:
    """What is looked for. Empty means: all. `places` are ids of municipalities, `shown` the pills' keys."""

    query: Query | None = None
    kinds: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    places: frozenset[int] = frozenset()
    themes: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    is_mine: bool = False
    by_time: bool = False

    def without(self, name: str) -> "Wish":
        """The same with this filter taken away."""
        empty: dict[str, object] = {"is_mine": False, "query": None}
        return replace(self, **{name: empty.get(name, frozenset())})  # type: ignore[arg-type]  # one of ours


@dataclass(frozen=True)
class Hit:
    kind: str
    pk: int
    score: float
    shown: datetime


def hits(actor: Actor, wish: Wish, *, after: datetime | None = None, until: datetime | None = None) -> list[Hit]:
    """The newest of each kind, one more than is counted; of every kind, so that all can be counted. One statement."""
    states = {source.kind: source.states_of(wish.shown) for source in sources_for(actor)} if wish.shown else None
    kept = {kind: found for kind, found in (states or {}).items() if found}
    arguments = [
        wish.query.full if wish.query else None,
        wish.query.titles if wish.query else None,
        [source.kind for source in sources_for(actor)],
        json.dumps(kept) if states is not None else None,
        sorted(wish.places) or None,
        list(actor.organisation_ids) if wish.is_mine else None,
        sorted(wish.themes) or None,
        sorted(wish.tags) or None,
        after,
        until,
        COUNTED + 1,
    ]
    with connection.cursor() as cursor:
        cursor.execute(FOUND, arguments)
        return [Hit(*row) for row in cursor.fetchall()]


def counts(found: Iterable[Hit]) -> dict[str, int]:
    """How many of each kind; COUNTED + 1 says that there are more."""
    number: dict[str, int] = defaultdict(int)
    for hit in found:
        number[hit.kind] += 1
    return number


def ordered(found: Collection[Hit], wish: Wish) -> list[Hit]:
    """Of the kinds wanted; the best first where there are words, else the newest."""
    chosen = [hit for hit in found if not wish.kinds or hit.kind in wish.kinds]
    newest = sorted(chosen, key=lambda hit: (hit.shown, hit.kind, hit.pk), reverse=True)
    return newest if wish.by_time or wish.query is None else sorted(newest, key=lambda hit: -hit.score)


def read(actor: Actor, chosen: Iterable[Hit]) -> list[Row]:
    """What the actor may see of these, in their order: rows by the application's rule, under the database's. One statement."""
    wanted: dict[str, list[int]] = defaultdict(list)
    places = [(hit.kind, hit.pk) for hit in chosen]
    for kind, pk in places:
        wanted[kind].append(pk)
    rows = rows_of(actor, wanted)
    return [rows[place] for place in places if place in rows]


FILTERS = ("query", "shown", "places", "themes", "tags", "is_mine")


def without_each(actor: Actor, wish: Wish) -> list[tuple[str, int]]:
    """For each filter how many there would be without it, the most first: nothing was found with all of them."""
    used = [name for name in FILTERS if getattr(wish, name)]
    found = [(name, len(ordered(hits(actor, wish.without(name)), wish.without(name)))) for name in used]
    if wish.kinds:
        found.append(("kinds", len(hits(actor, wish))))
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])
