"""From the entries of a file to labels with their lemmas, and to a lexicon without a database. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from mint.vocabulary import bridging
from mint.vocabulary.entries import Entry
from mint.vocabulary.lexicon import Lexicon, Name, lexicon_of
from mint.vocabulary.words import LANGUAGES, lemmas_of

LONGEST_LEMMAS = 400
MEANING = re.compile(r"\s*\([^()]*\)\s*$")  # "val (djur)": which of several things the name means


@dataclass(frozen=True)
class Called:
    """A name of an entry in one language."""

    language: str
    text: str
    lemmas: str
    preferred: bool


def names_of(entry: Entry) -> Iterator[Called]:
    """Its names, its other names, and its name without the meaning in brackets; each text once."""
    for language in LANGUAGES:
        name = entry.names.get(language, "")
        texts = dict.fromkeys((name, *entry.others.get(language, ()), MEANING.sub("", name)))
        for text in texts:
            if lemmas := " ".join(lemmas_of(text, language))[:LONGEST_LEMMAS]:
                yield Called(language, text, lemmas, preferred=text == name)


def lexicon_from(entries: Iterable[Entry]) -> Lexicon:
    rows = list(entries)
    names = (
        Name(entry.key, called.language, tuple(called.lemmas.split(" ")), called.preferred)
        for entry in rows
        for called in names_of(entry)
    )
    return with_bridges(lexicon_of(names, {entry.key: entry.broader for entry in rows if entry.broader}))


def with_bridges(lexicon: Lexicon) -> Lexicon:
    """The same, with what its labels teach of the words of each two languages."""
    pairs = permutations(LANGUAGES, 2)
    return replace(lexicon, bridges={(one, other): bridging.learn(lexicon, one, other) for one, other in pairs})
