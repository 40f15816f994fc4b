"""From text to words in their base form, by `simplemma`. The dictionaries take a second or two to open and, read in
their packed form, 75 MB for the three languages: only the worker, the seed and commands call this.
"""

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
LANGUAGES = ("fi", "sv", "en")
ENOUGH = 2_000  # characters from which the language is told


def lemmas_of(text: str, language: str) -> tuple[str, ...]:
    """The base forms of all words, in their order."""
    return tuple(_lemma(word, language) for word in WORD.findall(text.casefold().replace("’", "'")))


def language_of(text: str, given: str = "") -> str:
    """The given language if it is one of ours, or the one that most words are of; Finnish when nothing tells."""
    if given in LANGUAGES:
        return given
    shares = _detector().proportion_in_each_language(text[:ENOUGH])
    return max(LANGUAGES, key=lambda language: shares.get(language, 0.0))


@lru_cache(maxsize=200_000)
def _lemma(word: str, language: str) -> str:
    return str(_lemmatizer().lemmatize(word, lang=language)).casefold()


@cache
def _lemmatizer() -> Any:
    from simplemma import Lemmatizer  # opened here only: see above

    return Lemmatizer(lemmatization_strategy=_packed())


@cache
def _detector() -> Any:
    from simplemma import LanguageDetector

    return LanguageDetector(lang=LANGUAGES, lemmatization_strategy=_packed())


@cache
def _packed() -> Any:
    from simplemma.strategies import DefaultStrategy

    return DefaultStrategy(low_memory=True)


def squeezed(word: str) -> str:
    """A word as it sounds, so that loan words of the three languages meet: toxicology, toksikologia."""
    for written, sounded in SOUNDS:
        word = word.replace(written, sounded)
    return "".join(letter for letter, _same in groupby(word))


SOUNDS = (
    ("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"), ("qu", "kv"), ("x", "ks"), ("c", "k"), ("w", "v"), ("z", "s"),
    ("å", "o"), ("y", "i"), ("tion", "tio"), ("d", "t"), ("b", "p"), ("g", "k"),
)  # fmt: skip
