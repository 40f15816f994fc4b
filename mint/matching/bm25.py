"""BM25 over weighted features: an index in memory, pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Weights = Mapping[str, float]
K1 = 1.2  # how soon repeating a word stops to help


@dataclass(frozen=True)
class Index:
    size: int
    postings: Mapping[str, Sequence[tuple[int, float]]]

    def rarity(self, feature: str) -> float:
        count = len(self.postings.get(feature, ()))
        return math.log(1 + (self.size - count + 0.5) / (count + 0.5))

    def add(self, query: Weights, weight: float, totals: dict[int, float]) -> None:
        """Add the points of every candidate that shares a feature with the query."""
        for feature, count in query.items():
            if found := self.postings.get(feature):
                worth = weight * count * self.rarity(feature)
                for place, value in found:
                    totals[place] += worth * value


def index_of(rows: Iterable[Weights], *, length: float) -> Index:
    """`length` says how much longer rows are held back, from 0 to 1."""
    documents = list(rows)
    sizes = [sum(row.values()) for row in documents]
    usual = sum(sizes) / (len(sizes) or 1) or 1
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, (row, size) in enumerate(zip(documents, sizes, strict=True)):
        held = K1 * (1 - length + length * size / usual)
        for feature, count in row.items():
            postings[feature].append((place, count * (K1 + 1) / (count + held)))
    return Index(len(documents), dict(postings))


def damped(query: Weights) -> Weights:
    """What a question repeats counts by its logarithm."""
    return {feature: 1 + math.log(count) if count >= 1 else count for feature, count in query.items()}
