"""How many observations a design needs to see the smallest worthwhile change: power 80 %, two-sided alpha 5 %.

With z = z(0.975) + z(0.80) = 2.8016, d the smallest worthwhile change, s the standard deviation:
two groups       n = 2·z²·s²/d² + z(0.975)²/4 in each [Guenther 1981, Am. Stat. 35: 243-244: the normal formula, corrected for t]
pairs            n = z²·s²/d² + z(0.975)²/2 pairs, s of the differences [the same]
did              n = 4·z²·s²/d² + z(0.975)²/4 in each of the four cells: the variance of a difference of changes is 4·s²/n
shares           n = (z(0.975)·√(2·p̄·q̄) + z(0.80)·√(p0·q0 + p1·q1))²/d² in each [Fleiss, Levin & Paik 2003, section 4.3]
rates            exposure = z²·(1/r0 + 1/r1)/ln(r1/r0)² in each, the delta method for a log ratio [Armitage, Berry & Matthews 2002]
its              the fewest n on each side whose change of level, from two free lines of n points with independent errors,
                 has a standard error of at most d/z
The result is rounded upwards. Independent values are assumed: values that follow each other need more.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

from experiments.effects.estimates import Design

ALPHA, POWER = 0.05, 0.80
Z_ALPHA, Z_POWER = NormalDist().inv_cdf(1 - ALPHA / 2), NormalDist().inv_cdf(POWER)
Z = Z_ALPHA + Z_POWER
MOST = 1_000_000
LEAST = {Design.ITS: 8, Design.PAIRED: 3}


class CannotSizeError(ValueError):
    """Something is missing or impossible; the argument names it: smallest, spread, baseline, many."""


@dataclass(frozen=True)
class Wanted:
    """`smallest` and `spread` in the unit; for shares and rates `baseline` is where one starts, 0 to 1 or events by exposure,
    and `smallest` is a share or a relative change. `spread` is the standard deviation (of the differences for pairs).
    """

    design: Design
    smallest: float
    direction: str
    spread: float | None = None
    baseline: float | None = None


def needed(wanted: Wanted) -> int:
    """In each group; pairs for paired; points on each side for its; units of exposure for counts. Or CannotSizeError."""
    if not wanted.smallest > 0:
        raise CannotSizeError("smallest")
    found = _needed(wanted)
    if not found <= MOST:
        raise CannotSizeError("many")
    return max(math.ceil(round(found, 9)), LEAST.get(wanted.design, 2))


def _needed(wanted: Wanted) -> float:
    if wanted.design == Design.PROPORTIONS:
        return _shares(*_ends(wanted))
    if wanted.design == Design.COUNTS:
        return _rates(*_ends(wanted))
    if wanted.spread is None or not wanted.spread > 0:
        raise CannotSizeError("spread")
    times = wanted.spread / wanted.smallest
    if wanted.design == Design.PAIRED:
        return Z * Z * times * times + Z_ALPHA**2 / 2
    if wanted.design == Design.ITS:
        return _points(times)
    return (4 if wanted.design == Design.DID else 2) * Z * Z * times * times + Z_ALPHA**2 / 4


def _ends(wanted: Wanted) -> tuple[float, float]:
    """From the baseline to where the smallest worthwhile change leads."""
    if wanted.baseline is None or not wanted.baseline > 0:
        raise CannotSizeError("baseline")
    change = wanted.smallest if wanted.direction == "up" else -wanted.smallest
    if wanted.design == Design.COUNTS:
        return wanted.baseline, wanted.baseline * (1 + change)
    return wanted.baseline, wanted.baseline + change


def _shares(before: float, after: float) -> float:
    if not (before < 1 and 0 <= after <= 1):
        raise CannotSizeError("baseline")
    middle = (before + after) / 2
    apart = Z_POWER * math.sqrt(before * (1 - before) + after * (1 - after))
    return ((Z_ALPHA * math.sqrt(2 * middle * (1 - middle)) + apart) / (after - before)) ** 2


def _rates(before: float, after: float) -> float:
    if not after > 0:
        raise CannotSizeError("smallest")
    return Z * Z * (1 / before + 1 / after) / math.log(after / before) ** 2


def _points(times: float) -> float:
    """The standard error of the jump falls as n grows: double until it is small enough, then halve the step."""
    low, high = 1, 2
    while times * _jump_error(high) * Z > 1:
        low, high = high, high * 2
        if high > MOST:
            raise CannotSizeError("many")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if times * _jump_error(middle) * Z > 1 else (low, middle)
    return float(high)


def _jump_error(n: int) -> float:
    """Of the change of level, in standard deviations: the line before is drawn on by one step, the one after starts."""
    around = n * (n * n - 1) / 12
    if not around:
        return math.inf
    ahead, start = (n + 1) / 2, (n - 1) / 2
    return math.sqrt(2 / n + (ahead * ahead + start * start) / around)
