"""From the measured values of a metric to the numbers of its design."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from statistics import fmean, median

from experiments.effects.computing import Numbers, Sample
from experiments.effects.estimates import Design, RefusedError
from experiments.effects.rates import Rate
from experiments.effects.shares import Share
from experiments.series import Point
from experiments.states import Arm

LEAST_FOR_STEPS = 3
MOST_STEPS = 5000


def sample_of(design: str, points: Sequence[Point], first_day: date) -> Sample:
    """`points` by day; what was measured before `first_day` is before. Raises RefusedError."""
    chosen = Design(design)
    own = [point for point in points if point.arm == Arm.OWN]
    other = [point for point in points if point.arm != Arm.OWN]
    (before, after), (other_before, other_after) = _split(own, first_day), _split(other, first_day)
    if chosen == Design.PAIRED:
        return Sample(chosen, *_pairs(before, after))
    if chosen == Design.PROPORTIONS:
        return Sample(chosen, _share(before), _share(after), comparison_after=_share(other_after) if other else None)
    if chosen == Design.COUNTS:
        return Sample(chosen, _rate(before), _rate(after), comparison_after=_rate(other_after) if other else None)
    if chosen == Design.ITS:
        return Sample(chosen, *_interrupted(own, first_day))
    return Sample(chosen, *map(_numbers, (before, after, other_before, other_after)))


def _split(points: Sequence[Point], first_day: date) -> tuple[list[Point], list[Point]]:
    return [p for p in points if p.on < first_day], [p for p in points if p.on >= first_day]


def _numbers(points: list[Point]) -> Numbers:
    """In order of time; in a regular series of single values a gap keeps its place."""
    days = [point.on for point in points]
    if any(point.subject for point in points) or len(set(days)) < len(days) or len(days) < LEAST_FOR_STEPS:
        return [float(point.value) for point in points]
    return _in_steps(points, _step(days))


def _step(days: list[date]) -> float:
    return max(median((b - a).days for a, b in pairwise(days)), 1)


def _in_steps(points: Sequence[Point], step: float) -> Numbers:
    """Equal steps from the first value; None where a value is missing, the mean where two fall on one step."""
    found: dict[int, list[float]] = {}
    for point in points:
        found.setdefault(round((point.on - points[0].on).days / step), []).append(float(point.value))
    if max(found) > MOST_STEPS:
        raise RefusedError("beyond_reckoning")
    return [fmean(found[place]) if place in found else None for place in range(max(found) + 1)]


def _interrupted(points: list[Point], first_day: date) -> tuple[Numbers, Numbers]:
    """One series in steps, cut at the first value of the experiment."""
    daily = [
        Point(day, Decimal(str(fmean(float(p.value) for p in group)))) for day, group in groupby(points, lambda p: p.on)
    ]
    before, after = _split(daily, first_day)
    for name, side in (("before", before), ("after", after)):
        if not side:
            raise RefusedError("too_few", group=name, n=0, least=3)
    step = _step([point.on for point in daily])
    series = _in_steps(daily, step)
    at = round((after[0].on - daily[0].on).days / step)
    return series[:at], series[at:]


def _pairs(before: list[Point], after: list[Point]) -> tuple[Numbers, Numbers]:
    """The mean of each subject on either side, in the order of their codes."""
    sides: list[dict[str, list[float]]] = [{}, {}]
    for side, points in zip(sides, (before, after), strict=True):
        for point in points:
            side.setdefault(point.subject, []).append(float(point.value))
    subjects = sorted({*sides[0], *sides[1]})
    one, other = ([fmean(side[key]) if key in side else None for key in subjects] for side in sides)
    return one, other


def _share(points: list[Point]) -> Share:
    return Share(int(sum(point.value for point in points)), int(sum(point.out_of or 0 for point in points)))


def _rate(points: list[Point]) -> Rate:
    exposure = float(sum(point.out_of or 1 for point in points))
    return Rate(int(sum(point.value for point in points)), exposure, periods=len(points))
