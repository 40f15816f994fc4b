"""What says nearly the same as a text that is being written: the more of its telling words are shared, the nearer.

Bounded on every side, since it is asked while somebody types: so many letters, so many words, so many rows. Forms that
reading has not met are compared by their beginnings: the dictionaries stay in the worker.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from mint.search.asking import EMPTY_WORDS
from mint.search.words import LONGEST, WORD, Meaning, meanings_of, quoted

LONGEST_TEXT = 3000
MOST_WORDS = 24
SHORTEST = 4  # letters: shorter words tell little
ENDING = 3  # letters of an unknown word that may be its ending
LEAST_STEM = 5
IN_TITLE, IN_TEXT = 1.0, 0.4  # what a word weighs by where it was written
NEAR = 0.22  # measured on the demo: the like begin at 0.23, the unlike end at 0.21
# What every question for a better way is asked with: as base forms, and as written where reading has not met the form.
ASKING = frozenset(
    """miten kuinka missä milloin voida voisimme voisi voimme voidaan saada saamme saisimme saadaan tehdä teemme uusi keino
    tapa ratkaisu parantaa lisätä vähentää kehittää hoitaa käyttää käyttö mukaan ilman paremmin helpommin enemmän
    skulle kunna få göra nytt sätt lösning bättre minska öka förbättra utveckla använda utan
    could should would make ways better reduce increase improve develop using without""".split()  # noqa: SIM905
)
TELL_NOTHING = EMPTY_WORDS | ASKING

ALIKE = "SELECT pk, score FROM mint.search_alike(%s, %s::tsquery[], %s::tsquery[], %s::float8[], %s::text[], %s)"


@dataclass(frozen=True)
class Alike:
    """`score` is the part of the text's weight that is shared, 0 to 1."""

    pk: int
    score: float


def alike(kind: str, *, title: str, text: str, states: Collection[str], most: int) -> list[Alike]:
    """Rows of this kind that their reader may see, the nearest first; none where nothing is near. Two statements."""
    weights = _weighed(title[:LONGEST_TEXT], text[:LONGEST_TEXT])
    if not weights:
        return []
    meanings = meanings_of(weights)
    weights = {word: weight for word, weight in weights.items() if not meanings[word].lemmas & TELL_NOTHING}
    full = [_ways(word, meanings[word]) for word in weights]
    titles = [_ways(word, meanings[word], weight="A") for word in weights]
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [kind, full, titles, list(weights.values()), sorted(states), most])
        found = [Alike(*row) for row in cursor.fetchall()]
    return [each for each in found if each.score >= NEAR]


def _weighed(title: str, text: str) -> dict[str, float]:
    """The telling words, each once with what it weighs: those of the title before those of the text."""
    first = _telling(title)
    weights = dict.fromkeys(first, IN_TITLE) | {word: IN_TEXT for word in _telling(text) if word not in first}
    return dict(list(weights.items())[:MOST_WORDS])


def _telling(text: str) -> dict[str, None]:
    words = (word.replace("’", "'")[:LONGEST] for word in WORD.findall(text.casefold()))
    return dict.fromkeys(word for word in words if len(word) >= SHORTEST and word not in EMPTY_WORDS)


def _ways(word: str, meaning: Meaning, weight: str = "") -> str:
    """A word as written, in its base forms and by what it means; one that nobody has taught, by its beginning."""
    lemmas = sorted(meaning.lemmas - {word})
    ways = [quoted(each) + (f":{weight}" if weight else "") for each in (word, *lemmas)]
    if not lemmas:
        stem = word[: max(LEAST_STEM, len(word) - ENDING)]
        ways.append(f"{quoted(stem)}:*{weight}")
    if not weight:
        ways += map(quoted, sorted(meaning.concepts))
    return " | ".join(ways)
