"""What the page of search shows: from the address to rows, counts, filters and what to do where nothing was found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mint.actor import Actor
from mint.search import finding, known
from mint.search.asking import Asked, understood
from mint.search.finding import COUNTED, SIZE, Wish
from mint.search.showing import Shown, shown
from mint.search.sources import sources, sources_for
from mint.search.states import FIELDS, PILL_ICONS, Order, Rhythm
from mint.search.states import Shown as Pill
from mint.search.words import Query, query_of
from mint.vocabulary.labels import labels_of
from mint.vocabulary.themes import BY_KEY, theme_choices
from mint.web import CURSORS

_signer = signing.Signer(salt="mint.search.page")


@dataclass
class Asking:
    """The query string understood: by whom, what, and with which values of each field, typed or chosen."""

    actor: Actor
    given: QueryDict
    asked: Asked
    values: dict[str, set[str]]
    query: Query | None = None

    @property
    def wish(self) -> Wish:
        places = {place.slug: place.pk for place in known.places()}
        kinds = {source.key: source.kind for source in sources()}
        return Wish(
            query=self.query,
            kinds=frozenset(kinds[key] for key in self.values["tyyppi"]),
            shown=frozenset(self.values["tila"]),
            places=frozenset(places[slug] for slug in self.values["kunta"]),
            themes=frozenset(self.values["teema"]),
            tags=frozenset(self.values["tagi"]),
            is_mine=bool(self.values["minun"]),
            by_time=self.given.get("jarj") == Order.NEWEST,
        )

    def url(self, name: str, value: str = "") -> str:
        """The page without this value of the field, or without the field at all; typed or chosen."""
        query = _from_its_beginning(self.given)
        query.setlist(name, [each for each in query.getlist(name) if value and each != value])
        typed = self.asked.of(name)
        if not value or value in typed:
            query["q"] = self.asked.left[name]
        return f"?{query.urlencode()}"

    def url_with(self, **changes: str) -> str:
        query = _from_its_beginning(self.given)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"


def asking(actor: Actor, given: QueryDict) -> Asking:
    """One statement for the words."""
    names = known.known()
    asked = understood(given.get("q", ""), names)
    values = {
        name: set(asked.of(name)) | {value for value in given.getlist(name) if value in set(names[name].values())}
        for name in FIELDS
    }
    return Asking(actor, given, asked, values, query_of(asked.words, asked.phrases))


def _from_its_beginning(given: QueryDict) -> QueryDict:
    query = given.copy()
    for cursor in CURSORS:
        query.pop(cursor, None)
    return query


@dataclass
class Results:
    """A page of what was found; `counts` by kind of all that was, COUNTED + 1 for more than that."""

    rows: list[Shown] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    number: int = 0
    is_more: bool = False
    next_url: str = ""
    previous_url: str = ""


def results(request: HttpRequest, asked: Asking, acting: str) -> Results:
    """Two statements: which, and what they say."""
    wish = asked.wish
    found = finding.hits(asked.actor, wish)
    chosen = finding.ordered(found, wish)
    counts = dict(finding.counts(found))
    place = _place(request.GET.get("jalkeen", ""))
    rows = finding.read(asked.actor, chosen[place : place + SIZE])
    wanted = [number for kind, number in counts.items() if not wish.kinds or kind in wish.kinds]
    return Results(
        [shown(row, asked.query, acting) for row in rows],
        counts,
        sum(min(number, COUNTED) for number in wanted),
        any(number > COUNTED for number in wanted),
        asked.url_with(jalkeen=_signer.sign_object(place + SIZE)) if place + SIZE < len(chosen) else "",
        asked.url_with(jalkeen=_signer.sign_object(max(0, place - SIZE))) if place else "",
    )


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(_signer.unsign_object(cursor))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadRequest(_("The page link is not valid. Start again from the beginning of the list.")) from error


def counted(number: int) -> str:
    return _("more than %(n)s") % {"n": COUNTED} if number > COUNTED else str(number)


def kind_chips(asked: Asking, found: Results) -> list[dict[str, Any]]:
    """Each kind that was found, with how many: one click shows it alone, another all again."""
    chips = []
    for source in sources_for(asked.actor):
        is_chosen = source.key in asked.values["tyyppi"]
        if is_chosen or found.counts.get(source.kind):
            url = asked.url("tyyppi", source.key) if is_chosen else _also(asked, source.key)
            number = counted(found.counts.get(source.kind, 0))
            chips.append({"source": source, "is_chosen": is_chosen, "url": url, "count": number})
    return chips


def _also(asked: Asking, key: str) -> str:
    query = _from_its_beginning(asked.given)
    query.appendlist("tyyppi", key)
    return f"?{query.urlencode()}"


def filter_chips(asked: Asking) -> list[dict[str, str]]:
    """The chosen filters in words, but for the kinds, which have chips of their own; each with the page without it."""
    places = {place.slug: place.name for place in known.places()}
    tags = labels_of(asked.values["tagi"])
    named: dict[str, Callable[[str], str]] = {
        "kunta": lambda value: places[value],
        "tila": lambda value: str(Pill(value).label),
        "tagi": lambda value: tags.get(value, value),
        "teema": lambda value: BY_KEY[value].label.capitalize(),
        "minun": lambda _value: _("Mine"),
    }
    return [
        {"text": name_of(value), "url": asked.url(name, value)}
        for name, name_of in named.items()
        for value in sorted(asked.values[name])
    ]


def ways_out(asked: Asking) -> list[dict[str, str]]:
    """Where nothing was found: which filter to take away, and how many there are then."""
    words = {
        "query": ("", _("Without the words")),
        "shown": ("tila", _("In any state")),
        "places": ("kunta", _("In all municipalities")),
        "themes": ("teema", _("On any theme")),
        "tags": ("tagi", _("With any tag")),
        "is_mine": ("minun", _("Not only mine")),
        "kinds": ("tyyppi", _("Of every kind")),
    }
    found = finding.without_each(asked.actor, asked.wish)
    return [
        {
            "text": words[name][1],
            "url": asked.url(words[name][0]) if words[name][0] else asked.url_with(q=asked.asked.left[""]),
            "count": _results(number),
        }
        for name, number in found
    ]


def _results(number: int) -> str:
    if number > COUNTED:
        return _("more than %(n)s results") % {"n": COUNTED}
    return ngettext("%(n)s result", "%(n)s results", number) % {"n": number}


def problems(asked: Asking) -> list[dict[str, str]]:
    """What could not be understood, in a sentence, with the address of what was probably meant."""
    return [
        {
            "text": _sentence(problem.name, problem.value),
            "instead": problem.instead,
            "url": _meant(asked, problem.meant),
        }
        for problem in asked.asked.problems
    ]


def _meant(asked: Asking, query: str) -> str:
    return asked.url_with(q=query) if query else ""


def _sentence(name: str, value: str) -> str:
    if value:
        return _("“%(value)s” is not a value of “%(name)s”, so it was left out.") % {"name": name, "value": value}
    return _("There is no field “%(name)s”, so it was left out.") % {"name": name}


def context(request: HttpRequest, actor: Actor, acting: str) -> dict[str, Any]:
    asked = asking(actor, request.GET)
    found = results(request, asked, acting)
    kinds = kind_chips(asked, found)
    is_asked = bool(asked.asked.text or any(asked.values.values()))
    return {
        "nav": "search",
        "asked": asked,
        "query": asked.asked.text,
        "found": found,
        "is_asked": is_asked,
        "total": counted(found.number if not found.is_more else COUNTED + 1),
        "kinds": kinds,
        "chosen_kinds": sorted(set(request.GET.getlist("tyyppi")) & asked.values["tyyppi"]),
        "chips": filter_chips(asked),
        "problems": problems(asked),
        "ways_out": ways_out(asked) if is_asked and not found.rows else [],
        "order": asked.given.get("jarj", ""),
        "rhythms": Rhythm.choices,
        "icons": _icons(kinds, found),
        **_choices(asked),
    }


def _icons(kinds: list[dict[str, Any]], found: Results) -> list[tuple[str, str]]:
    """(icon, key) of what the page draws many times: once."""
    named = {chip["source"].icon for chip in kinds} | {hit.source.icon for hit in found.rows}
    pills = {hit.pill for hit in found.rows if hit.pill}
    return [(name, name) for name in sorted(named)] + [(PILL_ICONS[key], key) for key in sorted(pills)]


def _choices(asked: Asking) -> dict[str, Any]:
    """(value, words, is it chosen) for the page's selects."""
    named = {
        "places": [(place.slug, place.name) for place in known.places()],
        "states": [(pill.value, str(pill.label)) for pill in Pill],
        "themes": [(key, label.capitalize()) for key, label in theme_choices()],
    }
    fields = {"places": "kunta", "states": "tila", "themes": "teema"}
    return {
        name: [(value, words, value in asked.values[fields[name]]) for value, words in pairs]
        for name, pairs in named.items()
    } | {"orders": [(order.value, str(order.label)) for order in Order], "is_mine": bool(asked.values["minun"])}
