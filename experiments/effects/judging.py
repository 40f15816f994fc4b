"""The decision rule: what an interval says against the smallest change worth having."""

from enum import StrEnum

from experiments.effects.estimates import Effect


class Outcome(StrEnum):
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    INCONCLUSIVE = "inconclusive"


def threshold(effect: Effect, *, direction: str, smallest: float) -> float:
    """The smallest worthwhile change on the estimate's own scale: signed, or a ratio for counts."""
    change = smallest if direction == "up" else -smallest
    return max(1.0 + change, 0.0) if effect.is_ratio else change


def outcome(effect: Effect, *, direction: str, smallest: float) -> Outcome:
    """The whole interval beyond the smallest worthwhile change: supported; wholly short of it: not; else unsure."""
    line = threshold(effect, direction=direction, smallest=smallest)
    low, high = effect.low, effect.high
    if direction != "up":  # the wanted way is downwards: look at it from the other side
        low, high, line = -high, -low, -line
    if low > line:
        return Outcome.SUPPORTED
    return Outcome.NOT_SUPPORTED if high < line else Outcome.INCONCLUSIVE
