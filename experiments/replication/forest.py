"""A forest plot's geometry: one line for each experiment, the pooled effect as a diamond (pure)."""

from dataclasses import dataclass

from experiments.effects.figures import decimals
from experiments.effects.pooling import Pooled
from experiments.findings import axis
from experiments.models import Experiment
from experiments.replication.comparing import Comparison, Member
from experiments.replication.words import back, effect_of, shown, signed

WIDTH, SIDE, TOP, STEP = 380, 14, 18, 48
DOWN, UP = 20, 14  # of the interval under its words
SMALLEST, LARGEST = 6.0, 16.0  # the side of a square


@dataclass(frozen=True)
class Line:
    """`y` of its words, `middle` of its interval; the square's side grows with the weight."""

    experiment: Experiment
    words: str
    figures: str
    weight: str
    y: str
    middle: str
    low: str
    high: str
    left: str
    top: str
    side: str
    estimate: str
    interval: str


@dataclass(frozen=True)
class Forest:
    lines: list[Line]
    ticks: list[tuple[str, str]]
    zero: str
    diamond: str
    predicted: tuple[str, str] | None
    total_figures: str
    total_y: str
    total_middle: str
    floor: str
    labels: str
    height: int
    width: int = WIDTH
    left: int = SIDE
    right: int = WIDTH - SIDE


class _Scale:
    """From values as they are shown to the drawing's own units; what lies outside stands at the edge."""

    def __init__(self, values: list[float]) -> None:
        self.step, self.first, self.last = axis(values)

    def at(self, value: float) -> float:
        inside = min(max(value, self.first), self.last)
        return SIDE + (WIDTH - 2 * SIDE) * (inside - self.first) / (self.last - self.first)

    def x(self, value: float) -> str:
        return f"{self.at(value):.1f}"

    @property
    def ticks(self) -> list[tuple[str, str]]:
        count = round((self.last - self.first) / self.step) + 1
        values = (self.first + self.step * n for n in range(count))
        return [(self.x(value), signed(value, 6)) for value in values]


def forest_of(comparison: Comparison) -> Forest | None:
    pooled = comparison.pooled
    if pooled is None:
        return None
    effect = effect_of(comparison)
    low, at, high = (shown(effect, value) for value in (effect.low, effect.estimate, effect.high))
    ends = [shown(effect, end) for member in comparison.members for end in (member.effect.low, member.effect.high)]
    scale = _Scale([0.0, low, high, *ends])
    places = min(decimals(a, b) for a, b in [(low, high), *zip(ends[::2], ends[1::2], strict=True)])
    middle = TOP + STEP * pooled.k + DOWN
    predicted = [shown(effect, back(comparison, value)) for value in pooled.prediction] if pooled.prediction else []
    return Forest(
        lines=_lines(comparison, pooled, scale, places),
        ticks=scale.ticks,
        zero=scale.x(0.0),
        diamond=f"M{scale.x(low)} {middle}L{scale.x(at)} {middle - 9}L{scale.x(high)} {middle}L{scale.x(at)} {middle + 9}Z",
        predicted=(scale.x(predicted[0]), scale.x(predicted[1])) if predicted else None,
        total_figures=_figures(at, low, high, places),
        total_y=f"{middle - UP}",
        total_middle=f"{middle}",
        floor=f"{middle + 24}",
        labels=f"{middle + 44}",
        height=middle + 58,
    )


def _figures(at: float, low: float, high: float, places: int) -> str:
    return f"{signed(at, places)} ({signed(low, places)} … {signed(high, places)})"


def _lines(comparison: Comparison, pooled: Pooled, scale: _Scale, places: int) -> list[Line]:
    heaviest = max(pooled.weights)
    rows = enumerate(zip(comparison.members, pooled.weights, strict=True))
    return [
        _line(member, weight, weight / heaviest, scale, (TOP + STEP * n + DOWN, places)) for n, (member, weight) in rows
    ]


def _line(member: Member, weight: float, size: float, scale: _Scale, place: tuple[int, int]) -> Line:
    """`place` is the middle's height and the decimals; `size` the weight against the heaviest."""
    effect, (middle, places) = member.effect, place
    low, at, high = (shown(effect, value) for value in (effect.low, effect.estimate, effect.high))
    side = SMALLEST + (LARGEST - SMALLEST) * size**0.5
    begun = member.experiment.starts_on
    return Line(
        experiment=member.experiment,
        words=f"{member.experiment.municipality.name} {begun.year if begun else ''}".strip(),
        figures=_figures(at, low, high, places),
        weight=f"{100 * weight:.0f}",
        y=f"{middle - UP}",
        middle=f"{middle}",
        low=scale.x(low),
        high=scale.x(high),
        left=f"{scale.at(at) - side / 2:.1f}",
        top=f"{middle - side / 2:.1f}",
        side=f"{side:.1f}",
        estimate=signed(at, places),
        interval=f"{signed(low, places)} … {signed(high, places)}",
    )
