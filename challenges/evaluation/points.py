"""What a score adds up to: points from 0 to 5, weighted; the sum is always the sum of its shown parts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MOST_POINTS = 5
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Part:
    """One criterion of one score sheet: what its points add, of `weight` at most."""

    weight: int
    points: int | None

    @property
    def value(self) -> Decimal:
        """Rounded to a tenth before it is added, so that a reader who adds the parts comes to the same sum."""
        return (Decimal(self.weight) * (self.points or 0) / MOST_POINTS).quantize(TENTH, ROUND_HALF_UP)


def total(parts: Iterable[Part]) -> Decimal:
    """Of 100 where the weights add up to 100."""
    return sum((part.value for part in parts), Decimal(0))


def most(parts: Sequence[Part]) -> int:
    return sum(part.weight for part in parts)
