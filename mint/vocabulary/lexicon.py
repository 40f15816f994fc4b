"""The vocabulary in memory: which concepts a sequence of lemmas names. Pure: built of rows, asks no database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mint.vocabulary.compounds import Compounds
from mint.vocabulary.stop import STOP
from mint.vocabulary.words import LANGUAGES, lemmas_of

LONGEST_LABEL = 6
Lemmas = tuple[str, ...]
Shares = Mapping[str, float]


@dataclass(frozen=True)
class Name:
    """A label as matching needs it: `concept` is scheme:code."""

    concept: str
    language: str
    lemmas: Lemmas
    preferred: bool = True


@dataclass(frozen=True)
class Lexicon:
    names: Mapping[str, Mapping[Lemmas, tuple[str, ...]]]
    preferred: Mapping[tuple[str, str], Lemmas]
    tags: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bridges: Mapping[tuple[str, str], Mapping[str, Shares]] = field(default_factory=dict)
    compounds: Mapping[str, Compounds] = field(default_factory=dict)

    def parts_of(self, word: str, language: str) -> Lemmas:
        return self.compounds[language].parts_of(word)

    def named_by(self, lemmas: Lemmas, language: str) -> tuple[str, ...]:
        return self.names[language].get(lemmas, ())

    def found_in(self, lemmas: Sequence[str], language: str) -> Iterator[tuple[str, ...]]:
        """The concepts that each matched stretch may mean: the longest label first, then on after it."""
        for _place, _length, concepts in self.placed_in(lemmas, language):
            yield concepts

    def placed_in(self, lemmas: Sequence[str], language: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The same, each with the place of its first lemma and how many there are."""
        place = 0
        while place < len(lemmas):
            length, concepts = self._longest(lemmas, place, language)
            if concepts:
                yield place, length, concepts
            place += length

    def _longest(self, lemmas: Sequence[str], place: int, language: str) -> tuple[int, tuple[str, ...]]:
        for length in range(min(LONGEST_LABEL, len(lemmas) - place), 0, -1):
            stretch = tuple(lemmas[place : place + length])
            if concepts := self.named_by(stretch, language):
                return length, () if length == 1 and stretch[0] in STOP[language] else concepts
        return 1, ()

    def key_of(self, tag: str) -> str:
        """A tag as it comes, with its scheme or without one; an unknown one is itself."""
        return self.tags.get(tag, tag)


def lexicon_of(
    names: Iterable[Name],
    broader: Mapping[str, tuple[str, ...]] | None = None,
    bridges: Mapping[tuple[str, str], Mapping[str, Shares]] | None = None,
) -> Lexicon:
    rows = list(names)
    known: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    found: dict[str, dict[Lemmas, list[str]]] = {language: defaultdict(list) for language in LANGUAGES}
    for row in rows:
        known[row.language].update(row.lemmas)
        concepts = found[row.language][row.lemmas]
        if row.concept not in concepts:
            concepts.append(row.concept)
    return Lexicon(
        names={language: {key: tuple(value) for key, value in table.items()} for language, table in found.items()},
        preferred={(row.concept, row.language): row.lemmas for row in rows if row.preferred},
        tags={key: row.concept for row in rows for key in (row.concept.partition(":")[2], row.concept)},
        broader=broader or {},
        bridges=bridges or {},
        compounds={language: _compounds(language, words) for language, words in known.items()},
    )


def _compounds(language: str, known: set[str]) -> Compounds:
    return Compounds(language, frozenset(known), lambda word: (lemmas_of(word, language) or (word,))[0])
