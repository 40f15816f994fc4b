"""One effect from several experiments: a random-effects meta-analysis. Pure functions over numbers (leaf).

Of k independent effects y_i with standard errors s_i, all on one additive scale (differences in the metric's unit,
shares, or the natural logarithm of ratios), w_i = 1/(s_i² + τ²):

    μ = Σ w_i·y_i / Σ w_i            SE² = 1 / Σ w_i

τ² is what the true effects vary between experiments:
    dl    DerSimonian and Laird's moment: max(0, (Q - (k-1)) / (Σ a_i - Σ a_i²/Σ a_i)), a_i = 1/s_i²
          [DerSimonian & Laird 1986, Controlled Clin. Trials 7: 177-188]
    reml  restricted maximum likelihood by Fisher scoring: τ² ← τ² + (Σ w_i²(y_i - μ)² - tr P) / tr PP,
          tr P = Σw - Σw²/Σw, tr PP = Σw² - 2·Σw³/Σw + (Σw²/Σw)², not below 0
          [Viechtbauer 2005, J. Educ. Behav. Stat. 30: 261-293]; where it does not settle, dl is taken and said

Intervals (95 %):
    with three effects or more by Hartung and Knapp: SE is multiplied by √q, q = Σ w_i(y_i - μ)²/(k-1), and t with
    k - 1 degrees of freedom is asked; q below 1 counts as 1, so that it is never narrower than the ordinary one
    [Hartung & Knapp 2001, Stat. Med. 20: 3875-3889; Knapp & Hartung 2003, Stat. Med. 22: 2693-2710]
    with two, the ordinary ± z·SE: one degree of freedom makes t say nothing (12.7), and a warning says the rest
    prediction, of the true effect in a new place, with three or more: μ ± t(k-2)·√(τ² + SE²), SE the ordinary one
    [Higgins, Thompson & Spiegelhalter 2009, J. R. Stat. Soc. A 172: 137-159]

Heterogeneity: Q = Σ a_i(y_i - μ_fixed)², chi-squared with k - 1 degrees of freedom where all are the same;
    I² = τ²/(τ² + s²), s² = (k-1)·Σ a_i / ((Σ a_i)² - Σ a_i²): how much of the spread is not chance
    [Higgins & Thompson 2002, Stat. Med. 21: 1539-1558]

Checked against R's metafor (Viechtbauer 2010, J. Stat. Softw. 36(3)) to 1e-6 and against statsmodels' combine_effects.
SciPy is not asked: the degrees of freedom are whole, and their quantiles have finite sums
[Abramowitz & Stegun 1964, 26.7.3, 26.7.4, 26.4.4, 26.4.5], so that a page of the web reckons it as it is read.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95
LEAST, LEAST_FOR_T = 2, 3
MOST_STEPS, SETTLED = 500, 1e-14
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Known:
    """An effect on the additive scale, with its standard error, which is positive."""

    estimate: float
    error: float


@dataclass(frozen=True)
class Pooled:
    """`estimate`, `low`, `high` and `prediction` are on the scale of what was pooled; `weights` sum to 1."""

    estimate: float
    error: float
    low: float
    high: float
    tau2: float
    i2: float
    q: float
    p: float
    k: int
    weights: tuple[float, ...]
    method: str
    is_knapp: bool
    prediction: tuple[float, float] | None

    @property
    def tau(self) -> float:
        """The standard deviation of the true effects, in their own unit."""
        return math.sqrt(self.tau2)


def pool(effects: Sequence[Known], method: str = "reml") -> Pooled:
    """Raises ValueError with fewer than two effects, or an error that is not positive."""
    if len(effects) < LEAST:
        raise ValueError("two effects at least are pooled")
    if any(not each.error > 0 or not math.isfinite(each.estimate + each.error) for each in effects):
        raise ValueError("an effect without a finite, positive standard error is not pooled")
    settled = _reml(effects) if method == "reml" else None
    tau2, used = (_dl(effects), "dl") if settled is None else (settled, "reml")
    weights = _weights(effects, tau2)
    mean, error, k = _mean(effects, weights), 1 / math.sqrt(math.fsum(weights)), len(effects)
    is_knapp = k >= LEAST_FOR_T
    widened = error * math.sqrt(max(1.0, _q(effects, weights) / (k - 1))) if is_knapp else error
    half = (quantile(k - 1) if is_knapp else Z) * widened
    fixed = _weights(effects, 0.0)
    q = _q(effects, fixed)
    total = math.fsum(weights)
    return Pooled(
        mean, widened, mean - half, mean + half, tau2, _i2(fixed, tau2), q, chi2_tail(q, k - 1), k,
        tuple(weight / total for weight in weights), used, is_knapp, _prediction(mean, error, tau2, k),
    )  # fmt: skip


def _weights(effects: Sequence[Known], tau2: float) -> list[float]:
    return [1 / (each.error**2 + tau2) for each in effects]


def _mean(effects: Sequence[Known], weights: Sequence[float]) -> float:
    return math.fsum(w * each.estimate for w, each in zip(weights, effects, strict=True)) / math.fsum(weights)


def _q(effects: Sequence[Known], weights: Sequence[float]) -> float:
    mean = _mean(effects, weights)
    return math.fsum(w * (each.estimate - mean) ** 2 for w, each in zip(weights, effects, strict=True))


def _dl(effects: Sequence[Known]) -> float:
    fixed = _weights(effects, 0.0)
    return max(0.0, (_q(effects, fixed) - (len(effects) - 1)) / _trace(fixed))


def _trace(weights: Sequence[float]) -> float:
    """Tr P = Σw - Σw²/Σw, from products of what is positive: where one weight is nearly all, the difference is noise."""
    return math.fsum(w * other for w, other in zip(weights, _others(weights), strict=True)) / math.fsum(weights)


def _others(values: Sequence[float]) -> list[float]:
    """The sum of the others, for each."""
    return [math.fsum((*values[:n], *values[n + 1 :])) for n in range(len(values))]


def _trace_of_square(weights: Sequence[float]) -> float:
    """Tr PP, as the sum of the squares of P's elements."""
    total, squares = math.fsum(weights), [w * w for w in weights]
    diagonal = (w * other / total for w, other in zip(weights, _others(weights), strict=True))
    beside = (square * other / total**2 for square, other in zip(squares, _others(squares), strict=True))
    return math.fsum([*(value * value for value in diagonal), *beside])


def _reml(effects: Sequence[Known]) -> float | None:
    """None where the steps do not settle."""
    scale = math.fsum(each.error**2 for each in effects) / len(effects)
    tau2 = _dl(effects)
    for _step in range(MOST_STEPS):
        weights = _weights(effects, tau2)
        mean = _mean(effects, weights)
        spread = math.fsum((w * (each.estimate - mean)) ** 2 for w, each in zip(weights, effects, strict=True))
        following = max(0.0, tau2 + (spread - _trace(weights)) / _trace_of_square(weights))
        if abs(following - tau2) <= SETTLED * (following + scale):
            return following
        tau2 = following
    return None


def _i2(fixed: Sequence[float], tau2: float) -> float:
    return tau2 / (tau2 + (len(fixed) - 1) / _trace(fixed))


def _prediction(mean: float, error: float, tau2: float, k: int) -> tuple[float, float] | None:
    if k < LEAST_FOR_T:
        return None
    half = quantile(k - 2) * math.sqrt(tau2 + error**2)
    return mean - half, mean + half


def quantile(df: int) -> float:
    """Of Student's t with whole degrees of freedom, at 97.5 %."""
    low, high = 0.0, 16.0
    for _step in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, df) < LEVEL else (low, middle)
    return (low + high) / 2


def _within(t: float, df: int) -> float:
    """P(|T| < t): a finite sum over even, or over odd, powers of a cosine."""
    angle = math.atan(t / math.sqrt(df))
    cosine, sine = math.cos(angle), math.sin(angle)
    term = cosine if df % 2 else 1.0
    total = term if df > 1 else 0.0
    for n in range(3 if df % 2 else 2, df - 1, 2):
        term *= cosine * cosine * (n - 1) / n
        total += term
    return 2 / math.pi * (angle + sine * total) if df % 2 else sine * total


def chi2_tail(value: float, df: int) -> float:
    """P(χ² > value) with whole degrees of freedom."""
    half = value / 2
    if df % 2 == 0:
        term = total = math.exp(-half)
        for n in range(1, df // 2):
            term *= half / n
            total += term
        return min(1.0, total)
    total, term = math.erfc(math.sqrt(half)), math.sqrt(2 * value / math.pi) * math.exp(-half)
    for n in range(1, (df + 1) // 2):
        total += term
        term *= value / (2 * n + 1)
    return min(1.0, total)
