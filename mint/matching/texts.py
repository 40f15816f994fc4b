"""Which texts belong together: words, letters, concepts and tags of candidates against a question, each by BM25.

The weights are data, in `Weighting`. `make bench-matching` measures them on two benchmarks of real text. What was tried
there: nDCG@10 within Finnish, then mean reciprocal rank from English and from Swedish to Finnish:

    BM25, Snowball stems 0.323, 0.040, 0.085
    lemmas 0.340, with parts of compounds 0.356, concepts of the text alone 0.351, five letters in a row alone 0.347
    lemmas, parts and the candidates' tags at 1, 2, 3, 4: 0.423, 0.459, 0.473, 0.471; the tags' names as words, too: 0.504
    concepts as the bridge 0.316, 0.621; of parts as well 0.381, 0.656; the Finnish names of these concepts 0.414, 0.665
    words by what they are called (Bridge) alone 0.437, 0.608; with concepts 0.466, 0.696; with words as they stand 0.461, 0.710
    with relatives of unknown words 0.470, 0.698; repeated words not damped 0.476, 0.712; with letters and our own topics 0.490, 0.724
    feedback from the ten best: within Finnish 0.536, across languages a loss; left out, as it needs the whole list twice

With our own vocabulary alone it is 0.351, 0.154 and 0.197. No model of meaning was needed.
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
