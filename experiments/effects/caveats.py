"""What to beware of: few values, values that follow each other, gaps."""

import itertools
import math
from collections.abc import Iterator, Sequence

from experiments.effects.estimates import FEW, Said

LEAST_FOR_ECHO = 8


def few(sizes: Sequence[int]) -> Iterator[Said]:
    if min(sizes) < FEW:
        yield Said("few", {"n": min(sizes), "least": FEW})


def gaps(missing: int, of: int) -> Iterator[Said]:
    if missing:
        yield Said("missing", {"missing": missing, "of": of})


def autocorrelated(groups: Sequence[Sequence[float]]) -> Iterator[Said]:
    """Values in time order whose neighbours are alike: the interval is then too narrow. |r1| > 2/√n in any group."""
    found = [(echo(values), len(values)) for values in groups if len(values) >= LEAST_FOR_ECHO]
    strong = [r for r, n in found if r > 2 / math.sqrt(n)]
    if strong:
        yield Said("autocorrelated", {"r": round(max(strong), 2)})


def echo(values: Sequence[float]) -> float:
    """The correlation of neighbouring values, r1; zero where they do not vary."""
    mean = math.fsum(values) / len(values)
    off = [value - mean for value in values]
    whole = math.fsum(x * x for x in off)
    return math.fsum(a * b for a, b in itertools.pairwise(off)) / whole if whole else 0.0
