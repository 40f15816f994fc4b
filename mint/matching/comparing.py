"""How much of what a need says an offer says, too: BM25 over packed readings, as a share from 0 to 1 (pure).

The parts and their weights are those of `texts`, which the benchmarks measure: words, letters in a row and concepts of
the text, the owner's tags and the words they are called by; from another language by what words are called there. A
sum of BM25 says nothing by itself, so it is told as a share of what the need's own words and concepts are worth
together, the rare ones more: whoever says FULL of it has all the points.
"""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mint.matching.bm25 import K1
from mint.matching.packing import OF_TAGS, TAGGED, Kind, Packed
from mint.matching.texts import ACROSS, TAGS_LENGTH, TEXT_LENGTH, WITHIN, Weighting

# Of what the need says: an offer is shorter than a challenge, and speaks of itself, too; its tags count twice.
FULL = (0.3, 1.0)
# by kind, in the order of `packing.Kind`
LENGTHS = (TEXT_LENGTH, TEXT_LENGTH, TEXT_LENGTH, TAGS_LENGTH, TAGS_LENGTH)
TEXT, CONCEPTS = 0, 1  # the two factors that the kinds add to
FACTORS = (TEXT, TEXT, CONCEPTS, CONCEPTS, TEXT)


@dataclass(frozen=True)
class Shelf:
    """What is common among the offers of one language: how many there are, how long they usually are by kind, and in
    how many of them each feature stands; one that is in a single one is not listed.
    """

    size: int = 0
    usual: Sequence[float] = (0, 0, 0, 0, 0)
    keys: "array[int]" = field(default_factory=lambda: array("I"))
    counts: "array[int]" = field(default_factory=lambda: array("I"))

    def rarity(self, key: int) -> float:
        """1 for everything as long as nothing has been counted."""
        if not self.size:
            return 1.0
        place = bisect_left(self.keys, key)
        count = self.counts[place] if place < len(self.keys) and self.keys[place] == key else 1
        return math.log(1 + (max(self.size, count) - count + 0.5) / (count + 0.5))


@dataclass(frozen=True)
class Asked:
    """A need, for offers of one language: what each feature is worth, and the worth of all it says by factor."""

    shelf: Shelf
    worth: Mapping[int, tuple[float, int]]
    whole: tuple[float, float]

    def shares(self, offered: Packed) -> tuple[float, float]:
        """Of the text, and of the concepts."""
        sums = [0.0, 0.0]
        held = [
            K1 * (1 - length + length * size / (usual or size or 1))
            for length, size, usual in zip(LENGTHS, offered.sizes, self.shelf.usual, strict=True)
        ]
        worth = self.worth
        # the innermost loop of a list: plain and short
        for key, count in zip(offered.keys, offered.counts, strict=True):
            if key in worth:
                value, kind = worth[key]
                sums[FACTORS[kind]] += value * count * (K1 + 1) / (count + held[kind])
        text, concepts = (
            min(1.0, part / (all_ * full)) if all_ else 0.0
            for part, all_, full in zip(sums, self.whole, FULL, strict=True)
        )
        return text, concepts


NOTHING_ASKED = Asked(Shelf(), {}, (0.0, 0.0))


def ask(features: Iterable[tuple[int, float, int]], shelf: Shelf, weighting: Weighting) -> Asked:
    """`features` as packed: (key, weight, kind)."""
    by_kind = {
        Kind.WORD: weighting.words, Kind.LETTERS: weighting.letters, Kind.CONCEPT: weighting.concepts,
        Kind.TAG: weighting.tags, Kind.TAG_WORD: weighting.tag_words,
    }  # fmt: skip
    worth: dict[int, tuple[float, int]] = {}
    whole = [0.0, 0.0]
    for key, weight, number in features:
        kind = Kind(number)
        of_text = weight * shelf.rarity(key)
        worth[key] = (by_kind[kind] * of_text, number)
        whole[FACTORS[kind]] += by_kind[kind] * of_text
        if kind in TAGGED:
            tagged = TAGGED[kind]
            worth[key ^ OF_TAGS] = (by_kind[tagged] * weight * shelf.rarity(key ^ OF_TAGS), tagged)
    return Asked(shelf, worth, (whole[TEXT], whole[CONCEPTS]))


def weighting_for(asked: str, offered: str) -> Weighting:
    """By the languages of the need and of the offer."""
    return WITHIN if asked == offered else ACROSS


def shelf_of(readings: Iterable[Packed]) -> Shelf:
    """What the index of `bm25` would count, of packed readings."""
    size, totals = 0, [0.0] * len(Kind)
    counts: dict[int, int] = {}
    for reading in readings:
        size += 1
        totals = [total + part for total, part in zip(totals, reading.sizes, strict=True)]
        for key in reading.keys:
            counts[key] = counts.get(key, 0) + 1
    common = sorted((key, count) for key, count in counts.items() if count > 1)
    usual = tuple(total / (size or 1) for total in totals)
    return Shelf(size, usual, array("I", [key for key, _ in common]), array("I", [count for _, count in common]))
