"""A metric's result as its page shows it: the sentence, the interval as a drawing and as figures, what to beware of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from experiments.effects.estimates import Design, Effect
from experiments.effects.figures import decimals, figure
from experiments.effects.sentences import sentence
from experiments.effects.words import said
from experiments.models import Experiment, Metric
from experiments.results import Result, is_awaited, result_of
from experiments.states import Basis, Outcome

WIDTH, HEIGHT, SIDE, AXIS, MIDDLE, TOP = 380, 112, 26, 82, 44, 16
MOST_TICKS = 5
SIZES = {
    "hedges_g": _l("Hedges’ g"),
    "cohen_dz": _l("Cohen’s d of the pairs"),
    "cohen_h": _l("Cohen’s h"),
    "log_rate_ratio": _l("logarithm of the ratio"),
    "level_change_in_residual_sd": _l("change of level in residual standard deviations"),
}


@dataclass(frozen=True)
class Line:
    """A level across the drawing; `kind` is zero, smallest or target."""

    kind: str
    x: str


@dataclass(frozen=True)
class Tick:
    x: str
    text: str


@dataclass(frozen=True)
class Drawing:
    """The interval on an axis, in the drawing's own units."""

    low: str
    high: str
    at: str
    lines: list[Line]
    ticks: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    axis: int = AXIS
    middle: int = MIDDLE
    top: int = TOP
    left: int = SIDE
    right: int = WIDTH - SIDE


@dataclass(frozen=True)
class Finding:
    """What is shown of one metric. Without an effect: why, or that the worker has not been there yet."""

    metric: Metric
    is_awaited: bool = False
    refused: str = ""
    sentence: str = ""
    verdict: str = ""
    outcome: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    drawing: Drawing | None = None


def findings_of(metrics: Iterable[Metric], experiment: Experiment) -> dict[int, Finding]:
    """By the metric's key; metrics without a design have none."""
    found = {metric.pk: finding_of(metric, experiment) for metric in metrics}
    return {key: each for key, each in found.items() if each}


def finding_of(metric: Metric, experiment: Experiment) -> Finding | None:
    if not experiment.is_shown:
        return None
    if is_awaited(metric, experiment):
        return Finding(metric, is_awaited=True)
    result = result_of(metric, experiment)
    if result is None:
        return None
    if result.effect is None:
        return Finding(metric, refused=said(result.refused) if result.refused else "", outcome=result.outcome)
    effect = result.effect
    return Finding(
        metric,
        sentence=sentence(effect, name=metric.name, unit=metric.unit),
        verdict=_verdict(result),
        outcome=result.outcome,
        facts=_facts(result, metric),
        warnings=[said(warning) for warning in effect.warnings],
        drawing=_drawing(result, metric),
    )


def _verdict(result: Result) -> str:
    """What the decision rule makes of it."""
    if result.rule.basis != Basis.SMALLEST:
        return _verdict_of_plan(result)
    smallest = {"smallest": _shown_change(result)}
    if result.rule.smallest is None:
        smallest = {"smallest": "0"}
    if result.outcome == Outcome.SUPPORTED:
        return _("The whole interval is beyond the smallest worthwhile change (%(smallest)s): supported.") % smallest
    if result.outcome == Outcome.NOT_SUPPORTED:
        return (
            _("The whole interval falls short of the smallest worthwhile change (%(smallest)s): not supported.")
            % smallest
        )
    return (
        _("The smallest worthwhile change (%(smallest)s) is inside the interval: the result is inconclusive.")
        % smallest
    )


def _verdict_of_plan(result: Result) -> str:
    """Where the plan holds the interval against something else."""
    sign = 1 if result.rule.direction == "up" else -1
    words = {"line": _signed(sign * float(result.rule.asked or 0), 6)}
    if result.outcome == Outcome.SUPPORTED:
        return _("The whole interval is beyond what the plan asks for (%(line)s): supported.") % words
    if result.outcome == Outcome.NOT_SUPPORTED:
        return _("The whole interval falls short of what the plan asks for (%(line)s): not supported.") % words
    return _("What the plan asks for (%(line)s) is inside the interval: the result is inconclusive.") % words


def _scaled(effect: Effect, value: float) -> float:
    """As it is shown: percentage points, a change in per cent, or the metric's unit."""
    if effect.is_ratio:
        return 100 * (value - 1)
    return 100 * value if effect.design == Design.PROPORTIONS else value


def _shown_change(result: Result) -> str:
    if result.rule.smallest is None:
        return _("not given")
    sign = 1 if result.rule.direction == "up" else -1
    return _signed(sign * float(result.rule.smallest), 6)


def _signed(value: float, places: int) -> str:
    text = figure(value, places)
    return f"+{text}" if round(value, places) > 0 else text


def _target(metric: Metric, effect: Effect) -> float | None:
    """The change that the target means, as it is shown."""
    if metric.target is None or metric.baseline is None:
        return None
    if effect.is_ratio:
        return float(100 * (metric.target / metric.baseline - 1)) if metric.baseline else None
    return float(metric.target - metric.baseline)


def _facts(result: Result, metric: Metric) -> list[tuple[str, str]]:
    """The figures beside the drawing."""
    assert result.effect is not None
    effect = result.effect
    estimate, low, high = (_scaled(effect, value) for value in (effect.estimate, effect.low, effect.high))
    places = decimals(low, high)
    target = _target(metric, effect)
    unit = _unit(effect, metric)
    facts = [
        (_("Estimate (%(unit)s)") % {"unit": unit}, _signed(estimate, places)),
        (_("95 % interval"), _("%(low)s to %(high)s") % {"low": _signed(low, places), "high": _signed(high, places)}),
        (_("Smallest worthwhile change"), _shown_change(result)),
        (_("Change to the target"), "–" if target is None else _signed(target, 6)),
        (_("Observations"), _observations(effect)),
        (_("Missing"), figure(effect.n.get("missing", 0), 0)),
    ]
    if slope := effect.more.get("slope_change"):
        facts.append((_("Change of trend (%(unit)s from one value to the next)") % {"unit": unit}, _slope(slope)))
    if effect.size is not None:
        facts.append((_("Standardised effect"), f"{SIZES[effect.size_name]} {_signed(effect.size, 2)}"))
    return [*facts, (_("Method"), said(effect.method))]


def _slope(slope: dict[str, Any]) -> str:
    """The change of slope at the break: the level alone hides what grows from there on."""
    low, high = slope["interval"]
    places = decimals(low, high)
    words = {"low": _signed(low, places), "high": _signed(high, places)}
    return f"{_signed(slope['estimate'], places)} ({_('%(low)s to %(high)s') % words})"


def _unit(effect: Effect, metric: Metric) -> str:
    if effect.is_ratio:
        return _("change in per cent")
    if effect.design == Design.PROPORTIONS or metric.unit == "%":
        return _("percentage points")
    return metric.unit


def _observations(effect: Effect) -> str:
    counted = [figure(n, 0) for name, n in effect.n.items() if name != "missing" and not name.startswith("exposure")]
    return " + ".join(counted)


def _drawing(result: Result, metric: Metric) -> Drawing:
    assert result.effect is not None
    effect = result.effect
    low, at, high = (_scaled(effect, value) for value in (effect.low, effect.estimate, effect.high))
    levels = {"zero": 0.0}
    if result.rule.smallest is not None:
        levels["smallest"] = float(result.rule.smallest) * (1 if result.rule.direction == "up" else -1)
    if (target := _target(metric, effect)) is not None:
        levels["target"] = target
    step, first, last = axis([low, high, *levels.values()])

    def x(value: float) -> str:
        return f"{SIDE + (WIDTH - 2 * SIDE) * (value - first) / (last - first):.1f}"

    ticks = [first + step * n for n in range(round((last - first) / step) + 1)]
    return Drawing(
        x(low),
        x(high),
        x(at),
        [Line(kind, x(value)) for kind, value in levels.items()],
        [Tick(x(value), _signed(value, 6)) for value in ticks],
    )


def axis(values: list[float]) -> tuple[float, float, float]:
    """A round step, and the ends it gives: 1, 2 or 5 times a power of ten."""
    low, high = min(values), max(values)
    rough = max(high - low, 1e-9) / MOST_TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(times * power for times in (1, 2, 5, 10, 20) if times * power >= rough)
    first, last = floor(low / step) * step, ceil(high / step) * step
    return step, first, last if last > first else first + step
