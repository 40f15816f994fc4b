"""From what was typed to a query over documents: each word as it stands, in its base form, and by what it means.

The dictionaries are for the worker (75 MB); a page asks the word forms that reading the documents has taught
(`mint.search.reading`), and the vocabulary, which knows what a word is called in the other languages.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
MOST_WORDS, LONGEST = 12, 60
BEGINS = 3  # letters from which what begins with a word is found, too
MOST_FORMS, MOST_MEANINGS = 60, 6

MEANT = """
WITH asked AS (SELECT unnest(%s::text[]) AS word),
base AS (SELECT word, word AS lemma FROM asked UNION SELECT a.word, f.lemma FROM asked a JOIN search_form f ON f.form = a.word)
SELECT b.word, b.lemma,
  ARRAY(SELECT f.form FROM search_form f WHERE f.lemma = b.lemma LIMIT %s),
  ARRAY(SELECT DISTINCT c.scheme || ':' || c.code FROM vocabulary_label l JOIN vocabulary_concept c ON c.id = l.concept_id
    WHERE l.lemmas = b.lemma LIMIT %s)
FROM base b
"""


@dataclass
class Meaning:
    """A word's base forms, how they are written, and the concepts that it names."""

    lemmas: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Query:
    """`full` and `titles` are tsquery texts; `marked` are written forms, and `begins` beginnings, to be highlighted."""

    full: str
    titles: str
    marked: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()


def words_in(text: str) -> list[str]:
    """The words of a query, each once, at most twelve."""
    found = (word.replace("’", "'")[:LONGEST] for word in WORD.findall(text.casefold()))
    return list(dict.fromkeys(found))[:MOST_WORDS]


def query_of(words: Collection[str], phrases: Iterable[Collection[str]] = ()) -> Query | None:
    """All these words, and these ones in a row; None for no words. One statement."""
    strings = [list(phrase) for phrase in phrases if phrase]
    if not words and not strings:
        return None
    meanings = meanings_of(words) if words else {}
    full = [_any_of(word, meanings[word]) for word in words]
    titles = [_any_of(word, meanings[word], weight="A") for word in words]
    for phrase in strings:
        full.append("(" + " <-> ".join(map(quoted, phrase)) + ")")
        titles.append("(" + " <-> ".join(f"{quoted(word)}:A" for word in phrase) + ")")
    forms = set().union(*(meaning.forms | meaning.lemmas for meaning in meanings.values()), *map(set, strings))
    begins = tuple(word for word in words if len(word) >= BEGINS)
    return Query(" & ".join(full), " & ".join(titles), frozenset(forms | set(words)), begins)


def meanings_of(words: Collection[str]) -> dict[str, Meaning]:
    """Of each of these words. One statement."""
    found: dict[str, Meaning] = defaultdict(Meaning)
    with connection.cursor() as cursor:
        cursor.execute(MEANT, [list(words), MOST_FORMS, MOST_MEANINGS])
        for word, lemma, forms, concepts in cursor.fetchall():
            found[word].lemmas.add(lemma)
            found[word].forms.update(forms)
            found[word].concepts.update(concepts)
    return found


def _any_of(word: str, meaning: Meaning, weight: str = "") -> str:
    begins = "*" if len(word) >= BEGINS else ""
    ways = [f"{quoted(word)}:{begins}{weight}" if begins or weight else quoted(word)]
    ways += [f"{quoted(lemma)}:{weight}" if weight else quoted(lemma) for lemma in sorted(meaning.lemmas - {word})]
    if not weight:
        ways += map(quoted, sorted(meaning.concepts))
    return "(" + " | ".join(ways) + ")"


def quoted(word: str) -> str:
    """A lexeme of a tsquery: in quotes nothing is an operator."""
    return "'" + word.replace("\\", " ").replace("'", "''") + "'"
