"""What every design answers with (leaf)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

LEVEL = 0.95
FEW = 10  # values in a group: fewer, and the interval leans on their being spread evenly
LARGEST = 1e15


class Design(StrEnum):
    BEFORE_AFTER = "before_after"
    COMPARISON = "comparison"
    PAIRED = "paired"
    DID = "did"
    PROPORTIONS = "proportions"
    COUNTS = "counts"
    ITS = "its"


class Contrast(StrEnum):
    """What is set against what: it chooses the words of the sentence."""

    CHANGE = "change"
    DIFFERENCE = "difference"
    CHANGE_BEYOND = "change_beyond"
    LEVEL = "level"


@dataclass(frozen=True)
class Said:
    """A text by its code and the numbers in it, so that it can be kept and said in any language: see `words`."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


class RefusedError(ValueError):
    """The numbers do not allow an answer; `said` says why."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.said = Said(code, data)


@dataclass(frozen=True)
class Effect:
    """`estimate`, `low` and `high` are in the metric's unit, or shares (proportions), or a ratio (counts)."""

    design: Design
    contrast: Contrast
    estimate: float
    low: float
    high: float
    size_name: str
    size: float | None
    n: dict[str, int | float]
    method: Said
    warnings: tuple[Said, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ratio(self) -> bool:
        return self.design == Design.COUNTS

    @property
    def neutral(self) -> float:
        """The value that means no change."""
        return 1.0 if self.is_ratio else 0.0
