"""Compounds, split at words that the vocabulary knows.

A word is cut where its end is a known word and its beginning is one, too, perhaps in the form that joins (Finnish
genitive "jätteen|käsittely" and -s for -nen "yleis|kaava", Swedish -s "skogs|bruk" and dropped -a, -e "skol|gård"), or
is itself such a compound. Of several cuts the one with the fewest parts wins, then the one whose shortest part is
longest. No part is shorter than three letters. English writes its compounds apart.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

Parts = tuple[str, ...]
SHORTEST, MOST_LETTERS = 3, 60
REMEMBERED = 200_000  # words: a worker lives long


@dataclass(frozen=True)
class Compounds:
    """Splits words of one language; remembers what it has split."""

    language: str
    known: AbstractSet[str]
    base_form: Callable[[str], str]
    seen: dict[str, Parts] = field(default_factory=dict, compare=False, repr=False)

    def parts_of(self, word: str) -> Parts:
        """The base forms of its parts; empty when it is not a compound of known words."""
        if word not in self.seen:
            if len(self.seen) >= REMEMBERED:
                self.seen.clear()
            self.seen[word] = ()  # while it is being split
            if 2 * SHORTEST < len(word) <= MOST_LETTERS:
                self.seen[word] = min(self._cuts(word), key=_order, default=())
        return self.seen.get(word, ())

    def _cuts(self, word: str) -> Iterator[Parts]:
        for place in range(SHORTEST, len(word) - SHORTEST + 1):
            if word[place:] in self.known:
                head = word[:place].rstrip("-'")
                first = self._joined(head)
                if before := (first,) if first else self.parts_of(head):
                    yield (*before, word[place:])

    def _joined(self, head: str) -> str:
        """The known word that stands at a compound's beginning in this form, or nothing."""
        if head in self.known:
            return head
        return next((word for word in self._base_forms(head) if word in self.known), "")

    def _base_forms(self, head: str) -> Iterator[str]:
        if self.language == "fi" and head[-1:] in {"n", "s"}:
            yield self.base_form(head)
            yield head.removesuffix("s") + "nen"
        if self.language == "sv":
            yield head.removesuffix("s")
            yield head + "a"
            yield head + "e"


def _order(parts: Parts) -> tuple[int, int]:
    return (len(parts), -min(map(len, parts)))
