"""What was typed: words, "words in a row", and `field:value` in any of the three languages. Pure.

What cannot be understood is left out of the search and said, with what was probably meant: never an error page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from mint.search.states import FIELDS
from mint.search.words import words_in
from mint.vocabulary.stop import STOP

LONGEST = 300
TOKEN = re.compile(r'([^\W\d_]+):("[^"]*"|[^\s"]+)|"([^"]*)"|(\S+)')
FIELD_OF = {name: key for key, names in FIELDS.items() for name in names}
NOT_FIELDS = frozenset({"http", "https", "mailto"})
EMPTY_WORDS = frozenset().union(*STOP.values())

Known = Mapping[str, Mapping[str, str]]  # field → what may be typed, in small letters → the value's key


@dataclass(frozen=True)
class Problem:
    """A field, or a value of one, that is not known; `meant` is the whole query with what was probably meant."""

    name: str
    value: str = ""
    instead: str = ""
    meant: str = ""


@dataclass(frozen=True)
class Asked:
    """`chosen` are values' keys by field; `left[field]` is the query without what it says of that field."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of(self, name: str) -> frozenset[str]:
        return self.chosen.get(name, frozenset())


@dataclass(frozen=True)
class _Part:
    raw: str
    field: str = ""
    value: str = ""


def understood(text: str, known: Known) -> Asked:
    text = " ".join(text.split())[:LONGEST]
    parts = [_part(match) for match in TOKEN.finditer(text)]
    chosen: dict[str, set[str]] = {}
    problems: list[Problem] = []
    for part in (part for part in parts if part.field):
        found = _value(part, known)
        if isinstance(found, Problem):
            problems.append(_with_query(found, part, text))
        else:
            chosen.setdefault(*found[:1], set()).add(found[1])
    strings = tuple(tuple(words_in(part.value)) for part in parts if not part.field and part.raw.startswith('"'))
    plain = " ".join(part.value for part in parts if not part.field and not part.raw.startswith('"'))
    return Asked(
        text,
        tuple(_telling(words_in(plain))),
        tuple(string for string in strings if string),
        {name: frozenset(values) for name, values in chosen.items()},
        {name: _without(parts, name) for name in ("", *FIELDS)},
        tuple(problems),
    )


def _part(match: re.Match[str]) -> _Part:
    name, value, string, plain = match.groups()
    if name and name.casefold() not in NOT_FIELDS and not value.startswith("//"):
        return _Part(match[0], name.casefold(), value.strip('"').casefold())
    return _Part(match[0], "", string if string is not None else plain or match[0])


def _value(part: _Part, known: Known) -> "tuple[str, str] | Problem":
    """(field, key of the value), or why not."""
    name = FIELD_OF.get(part.field)
    if name is None:
        return Problem(part.field, instead=_nearest(part.field, FIELD_OF))
    values = known.get(name, {})
    if part.value in values:
        return name, values[part.value]
    return Problem(part.field, part.value, instead=_nearest(part.value, values))


def _nearest(typed: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(typed, list(known), n=1, cutoff=0.6)), "")


def _with_query(problem: Problem, part: _Part, text: str) -> Problem:
    if not problem.instead:
        return problem
    name, value = (problem.name, problem.instead) if problem.value else (problem.instead, part.raw.partition(":")[2])
    value = f'"{value}"' if " " in value and not value.startswith('"') else value
    return Problem(problem.name, problem.value, problem.instead, text.replace(part.raw, f"{name}:{value}", 1))


def _without(parts: list[_Part], name: str) -> str:
    """The query without this field; without the words where no field is named."""
    kept = (part.raw for part in parts if (FIELD_OF.get(part.field, part.field) != name if name else part.field))
    return " ".join(kept)


def _telling(words: list[str]) -> list[str]:
    """Without the words that every text has, where any other is left."""
    return [word for word in words if word not in EMPTY_WORDS] or words
