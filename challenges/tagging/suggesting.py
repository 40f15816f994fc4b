"""Which concepts a text names, the most telling first, each with its sentence. Pure but for the lemmas' dictionaries.

Only what a label says in so many words is suggested: a part of a compound, or what a word may mean among several things,
is a guess, and who has to refuse guesses stops reading suggestions.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

from mint.matching.terms import STOP
from mint.vocabulary.lexicon import Lexicon
from mint.vocabulary.words import WORD, lemmas_of

MOST, MOST_THEMES = 8, 3
TITLE, BODY, MOST_WEIGHT = 3.0, 1.0, 4.0
ENOUGH_FOR_A_THEME = 2.0
SHORTEST = 3  # letters of a single word
FEW, TOO_COMMON = 20, 0.25  # of so many texts and more, what stands in a quarter of them tells nothing
LONGEST_EXCERPT, LONGEST_WORDS, DEEPEST = 400, 120, 4
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
# Finnish: of a word that the dictionary lacks it gives the first part, kylätalot as kylä; what follows is then no ending
ENDING = re.compile(
    r"(i|j|t)?(ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|hin|han|hän|seen|siin|na|nä|tta|ttä|ta|tä|in|en|den|ten|an|än|un|yn|on|ön"
    r"|n|a|ä)?(ni|si|mme|nne|nsa|nsä)?(kin|kaan|kään|han|hän|ko|kö)?"
)
THEME, NOT_SUGGESTED = "theme:", ("dimension:", "industry:")


@dataclass(frozen=True)
class Found:
    """A concept, and the words of the sentence that name it."""

    concept: str
    weight: float
    excerpt: str
    words: str


@dataclass(frozen=True)
class Common:
    """In how many of so many texts each concept was found."""

    texts: int = 0
    of: Mapping[str, int] | None = None

    def telling(self, concept: str) -> float:
        """0 for what stands nearly everywhere; 1 while there is too little to compare with."""
        if self.texts < FEW or self.of is None:
            return 1.0
        share = self.of.get(concept, 0) / self.texts
        return 0.0 if share > TOO_COMMON else min(2.0, log(1 / max(share, 1 / self.texts)) / 2)


def found_in(texts: Iterable[tuple[float, str]], language: str, lexicon: Lexicon) -> list[Found]:
    """All that (weight, text)s name; a concept once, with its first sentence and the weight of all its places."""
    found: dict[str, Found] = {}
    for weight, text in texts:
        for concept, excerpt, words in _named(text, language, lexicon):
            first = found.get(concept)
            total = min(MOST_WEIGHT, weight + (first.weight if first else 0))
            found[concept] = Found(concept, total, *((first.excerpt, first.words) if first else (excerpt, words)))
    return list(found.values())


def _named(text: str, language: str, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    for sentence in filter(None, map(str.strip, SENTENCE.split(text))):
        words = list(WORD.finditer(sentence))
        lemmas = tuple((*lemmas_of(word[0], language), "")[0] for word in words)
        for place, length, concepts in lexicon.placed_in(lemmas, language):
            concept = _meant(concepts)
            if concept and (length > 1 or _says_so(words[place][0].casefold(), lemmas[place], language)):
                start, end = words[place].start(), words[place + length - 1].end()
                yield concept, _around(sentence, start, end), sentence[start:end][:LONGEST_WORDS]


def _says_so(word: str, lemma: str, language: str) -> bool:
    """A single word names the concept itself: not a word that all texts have, nor a compound that begins with it."""
    if len(lemma) < SHORTEST or lemma in STOP:
        return False
    rest = word.removeprefix(lemma)
    return language != "fi" or rest == word or bool(ENDING.fullmatch(rest))


def _meant(concepts: tuple[str, ...]) -> str:
    """The one thing that the words mean; a theme rather than a topic of the same name; nothing where it might be two."""
    own = [concept for concept in concepts if not concept.startswith("yso:")] or list(concepts)
    themes = [concept for concept in own if concept.startswith(THEME)]
    chosen = themes or own
    return chosen[0] if len(chosen) == 1 and not chosen[0].startswith(NOT_SUGGESTED) else ""


def _around(sentence: str, start: int, end: int) -> str:
    """The sentence; of one too long what is near the words."""
    if len(sentence) <= LONGEST_EXCERPT:
        return sentence
    first = max(0, min(start - LONGEST_EXCERPT // 2, len(sentence) - LONGEST_EXCERPT + 2))
    return f"{'…' if first else ''}{sentence[first : first + LONGEST_EXCERPT - 2]}…"[:LONGEST_EXCERPT]


def ranked(found: Iterable[Found], lexicon: Lexicon, common: Common, *, known: Iterable[str] = ()) -> list[Found]:
    """At most eight: themes that the text speaks of more than once or in its title, then the most specific concepts.

    What is decided on already (`known`), what nearly every text has, and what only a narrower one implies, is left out.
    """
    rows, decided = list(found), set(known)
    themes = [row for row in _themes(rows, lexicon) if row.concept not in decided][:MOST_THEMES]
    names = {row.concept for row in rows}
    above = {parent for name in names for parent in _above(name, lexicon)}
    scored = [
        (row.weight * common.telling(row.concept) * (1 + min(DEEPEST, len(_above(row.concept, lexicon))) / 2), row)
        for row in rows
        if not row.concept.startswith(THEME) and row.concept not in decided | above
    ]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].concept))
    return [*themes, *(row for _score, row in best)][:MOST]


def _themes(rows: list[Found], lexicon: Lexicon) -> list[Found]:
    """Those called by their own name, or of which two different topics are named: one alone may be there by chance."""
    weight: dict[str, float] = defaultdict(float)
    names: Counter[str] = Counter()
    best: dict[str, Found] = {}
    for row in rows:
        for theme in {name for name in (row.concept, *_above(row.concept, lexicon)) if name.startswith(THEME)}:
            weight[theme] += row.weight
            names[theme] += 2 if row.concept == theme else 1
            if theme not in best or row.weight > best[theme].weight:
                best[theme] = row
    enough = [theme for theme in weight if weight[theme] >= ENOUGH_FOR_A_THEME and names[theme] > 1]
    return [
        Found(theme, weight[theme], best[theme].excerpt, best[theme].words)
        for theme in sorted(enough, key=lambda theme: (-weight[theme], theme))
    ]


def _above(concept: str, lexicon: Lexicon) -> set[str]:
    """All that is broader, but for dimensions."""
    found: set[str] = set()
    waiting = list(lexicon.broader.get(concept, ()))
    while waiting:
        name = waiting.pop()
        if name not in found and not name.startswith(NOT_SUGGESTED):
            found.add(name)
            waiting.extend(lexicon.broader.get(name, ()))
    return found
