"""Which texts belong together: words, letters, concepts and tags of candidates against a question, each by BM25.

The weights below are data. What was tried on the development splits of the two benchmarks (nDCG@10 within Finnish; mean
reciprocal rank from English and from Swedish to Finnish) stands in `docs` of the README's matching part.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mint.matching.bm25 import Index, Weights, damped, index_of
from mint.vocabulary.reading import Reader, Reading


@dataclass(frozen=True)
class Weighting:
    """How much each kind of agreement counts. `tags` are the concepts that a candidate's owner gave it."""

    words: float
    letters: float
    concepts: float
    tags: float
    tag_words: float
    damped: bool  # of a long question in the candidates' own language, what it repeats is mostly talk


WITHIN = Weighting(words=1, letters=0.1, concepts=0.5, tags=2, tag_words=2, damped=True)
ACROSS = Weighting(words=1, letters=0.3, concepts=1, tags=2, tag_words=2, damped=False)
TEXT_LENGTH, TAGS_LENGTH = 0.75, 0.3


@dataclass(frozen=True)
class Candidate:
    id: str
    language: str
    text: str
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    id: str
    language: str
    text: str


@dataclass(frozen=True)
class Shelf:
    """The candidates of one language, indexed."""

    language: str
    ids: Sequence[str]
    words: Index
    letters: Index
    concepts: Index
    tags: Index
    tag_words: Index

    def points(self, asked: Reading, weighting: Weighting) -> Mapping[int, float]:
        totals: dict[int, float] = defaultdict(float)
        words, letters, concepts = (
            damped(part) if weighting.damped else part for part in (asked.words, asked.letters, asked.concepts)
        )
        self.words.add(words, weighting.words, totals)
        self.letters.add(letters, weighting.letters, totals)
        self.concepts.add(concepts, weighting.concepts, totals)
        self.tags.add(concepts, weighting.tags, totals)
        self.tag_words.add(words, weighting.tag_words, totals)
        return totals


@dataclass(frozen=True)
class Library:
    """All candidates, by language."""

    reader: Reader
    shelves: Sequence[Shelf] = field(default_factory=tuple)

    def ranking(self, question: Question, most: int) -> list[str]:
        """The ids of the best candidates, best first; of equals the one that came first."""
        found: list[tuple[float, int, int, str]] = []
        for order, shelf in enumerate(self.shelves):
            for place, points in self._points(question, shelf).items():
                found.append((-points, order, place, shelf.ids[place]))
        return [row[-1] for row in sorted(found)[:most]]

    def _points(self, question: Question, shelf: Shelf) -> Mapping[int, float]:
        if question.language == shelf.language:
            return shelf.points(self.reader.read(question.text, question.language), WITHIN)
        asked = self.reader.read_across(question.text, question.language, shelf.language)
        return shelf.points(asked, ACROSS)


def library_of(candidates: Iterable[Candidate], reader: Reader) -> Library:
    by_language: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_language[candidate.language].append(candidate)
    return Library(reader, [_shelf(language, rows, reader) for language, rows in sorted(by_language.items())])


def _shelf(language: str, candidates: Sequence[Candidate], reader: Reader) -> Shelf:
    readings = [reader.read(candidate.text, language) for candidate in candidates]
    tags = [_tags(candidate, reader) for candidate in candidates]
    return Shelf(
        language=language,
        ids=[candidate.id for candidate in candidates],
        words=index_of((reading.words for reading in readings), length=TEXT_LENGTH),
        letters=index_of((reading.letters for reading in readings), length=TEXT_LENGTH),
        concepts=index_of((reading.concepts for reading in readings), length=TEXT_LENGTH),
        tags=index_of(tags, length=TAGS_LENGTH),
        tag_words=index_of((reader.tagged(row, language) for row in tags), length=TAGS_LENGTH),
    )


def _tags(candidate: Candidate, reader: Reader) -> Weights:
    return dict.fromkeys((reader.lexicon.key_of(tag) for tag in candidate.concepts), 1.0)
