"""How evaluators' scores lie: the middle one and how far apart they are, never the mean alone. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median, quantiles

RANGE_APART, QUARTILES_APART = 3, 2  # points of five between evaluators: worth talking about
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Spread:
    """Of at least one value: the median, the quartiles (by linear interpolation, ends included) and the ends."""

    count: int
    median: Decimal
    low_quartile: Decimal
    high_quartile: Decimal
    least: Decimal
    most: Decimal

    @property
    def range(self) -> Decimal:
        return self.most - self.least

    @property
    def between_quartiles(self) -> Decimal:
        return self.high_quartile - self.low_quartile


def spread_of(values: Sequence[Decimal | int]) -> Spread | None:
    """None where nobody has scored yet."""
    if not values:
        return None
    known = sorted(Decimal(value) for value in values)
    low, _middle, high = quantiles(known, n=4, method="inclusive") if len(known) > 1 else [known[0]] * 3
    return Spread(len(known), _tenth(median(known)), _tenth(low), _tenth(high), known[0], known[-1])


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)


def disagrees(points: Sequence[int]) -> bool:
    """Of one criterion: three points or more between two evaluators, or two between the quartiles."""
    spread = spread_of(points)
    return spread is not None and (spread.range >= RANGE_APART or spread.between_quartiles >= QUARTILES_APART)


def disagreed(points: Mapping[int, Sequence[int]]) -> list[int]:
    """The criteria, by id, on which the evaluators disagree."""
    return [criterion for criterion, given in points.items() if disagrees(given)]
