"""What a text says, as scoring compares it: words in base form with the parts of compounds, letters, and concepts.

Pure but for the lemmas' dictionaries. Weights are counts: a word that stands twice counts two.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mint.vocabulary.lexicon import Lexicon, Shares
from mint.vocabulary.stop import STOP
from mint.vocabulary.words import lemmas_of, squeezed

PART = 0.5  # a part of a compound, beside the compound
PART_CONCEPT = 0.4  # what a part names, beside what the whole names
BROADER = 0.3  # a concept above one that was named
RELATIVE = 0.6  # what a word that begins alike is called, for one that no label has
GRAM, GRAMS_FROM = 5, 6  # letters in a row, of words with so many letters
STEM, ENDING, MOST_RELATIVES = 5, 4, 8

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Reading:
    language: str
    words: Weights = field(default_factory=dict)
    letters: Weights = field(default_factory=dict)
    concepts: Weights = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    """Reads texts with one lexicon."""

    lexicon: Lexicon

    def read(self, text: str, language: str) -> Reading:
        lemmas = lemmas_of(text, language)
        return Reading(
            language, self.words_of(lemmas, language), letters_of(lemmas), self.concepts_of(lemmas, language)
        )

    def read_across(self, text: str, language: str, target: str) -> Reading:
        """As a text of the other language would be read: its words by what they are called there."""
        lemmas = lemmas_of(text, language)
        words = self.called(lemmas, language, target)
        return Reading(target, words, letters_of(lemmas), self.concepts_of(lemmas, language))

    def words_of(self, lemmas: Iterable[str], language: str) -> Weights:
        found: dict[str, float] = defaultdict(float)
        for lemma in lemmas:
            found[lemma] += 1
            for part in self.lexicon.parts_of(lemma, language):
                found[part] += PART
        return found

    def concepts_of(self, lemmas: Sequence[str], language: str) -> Weights:
        """What labels and parts of compounds name, each shared out among its meanings; then what is broader."""
        found: dict[str, float] = defaultdict(float)
        for meanings in self.lexicon.found_in(lemmas, language):
            _share(found, meanings, 1)
        for lemma in lemmas:
            for part in self.lexicon.parts_of(lemma, language):
                _share(found, self.lexicon.named_by((part,), language), PART_CONCEPT)
        for concept, weight in list(found.items()):
            for above in self.lexicon.broader.get(concept, ()):
                found[above] += BROADER * weight
        return found

    def called(self, lemmas: Iterable[str], language: str, target: str) -> Weights:
        """What words are most likely called in the other language."""
        bridge = self.bridges.get((language, target), NOWHERE)
        found: dict[str, float] = defaultdict(float)
        for lemma in lemmas:
            if lemma in STOP[language]:
                continue
            units = self.lexicon.parts_of(lemma, language) or (lemma,)
            for unit in units:
                for word, share in bridge.called(unit):
                    found[word] += share / len(units) ** 0.5
        return found

    @cached_property
    def bridges(self) -> Mapping[tuple[str, str], "Bridge"]:
        return {pair: Bridge(words) for pair, words in self.lexicon.bridges.items()}

    def tagged(self, concepts: Iterable[str], language: str) -> Weights:
        """The words that these concepts are called by."""
        names = (self.lexicon.preferred.get((concept, language), ()) for concept in concepts)
        return self.words_of((lemma for name in names for lemma in name), language)


@dataclass(frozen=True)
class Bridge:
    """From one language to another, word by word."""

    words: Mapping[str, Shares]

    def called(self, word: str) -> Iterator[tuple[str, float]]:
        if word in self.words:
            yield from self.words[word].items()
            return
        relatives = self.relatives_of(word)
        for relative in relatives:
            for other, share in self.words[relative].items():
                yield other, RELATIVE * share / len(relatives)

    def relatives_of(self, word: str) -> list[str]:
        """Known words that begin as this one and are not much longer: leader for leadership."""
        if len(word) <= STEM:
            return []
        stem = word[: max(STEM, len(word) - ENDING)]
        found: list[str] = []
        first = bisect_left(self.ordered, stem)
        for known in self.ordered[first : first + 50]:
            if not known.startswith(stem) or len(found) == MOST_RELATIVES:
                break
            if len(known) <= len(word) + ENDING:
                found.append(known)
        return found

    @cached_property
    def ordered(self) -> list[str]:
        return sorted(self.words)


NOWHERE = Bridge({})


def letters_of(lemmas: Iterable[str]) -> Weights:
    """Letters in a row inside long words, as they sound: for names, and for words that no dictionary has."""
    found: dict[str, float] = defaultdict(float)
    for lemma in lemmas:
        if len(lemma) >= GRAMS_FROM:
            sound = squeezed(lemma)
            places = range(len(sound) - GRAM + 1)
            for place in places:
                found[sound[place : place + GRAM]] += 1 / len(places) ** 0.5
    return found


def _share(found: dict[str, float], concepts: Sequence[str], weight: float) -> None:
    for concept in concepts:
        found[concept] += weight / len(concepts)
