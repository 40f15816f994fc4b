"""What apps above count in each municipality, of what everybody may see: columns of the comparison."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

SECONDS = 60

Source = Callable[[], Mapping[int, int]]


@dataclass(frozen=True)
class Counted:
    """A column: its heading (translated late) and how many there are, by the municipality's id."""

    key: str
    label: Any
    source: Source

    def numbers(self) -> Mapping[int, int]:
        """A minute old at most."""
        found: Mapping[int, int] = cache.get_or_set(f"municipalities.counts.{self.key}", self.source, SECONDS) or {}
        return found


_registered: list[Counted] = []


def register_count(key: str, label: Any, source: Source) -> None:
    """`source()` gives how many by municipality, in one statement, whoever asks: only what is public."""
    _registered.append(Counted(key, label, source))


def table(ids: list[int]) -> tuple[list[Any], dict[int, list[int]]]:
    """The headings, and the numbers of each municipality in their order."""
    numbers = [counted.numbers() for counted in _registered]
    return [counted.label for counted in _registered], {pk: [each.get(pk, 0) for each in numbers] for pk in ids}


def number_of(key: str, pk: int) -> int:
    """One count of one municipality; 0 where nobody counts it."""
    return next((counted.numbers().get(pk, 0) for counted in _registered if counted.key == key), 0)
