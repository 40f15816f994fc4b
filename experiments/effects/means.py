"""Differences of means: two groups, pairs, and the difference of two changes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.effects.caveats import autocorrelated, few, gaps
from experiments.effects.estimates import LEVEL, Contrast, Design, Effect, RefusedError, Said

Values = Sequence[float | None]


@dataclass(frozen=True)
class Group:
    """A group's values without its gaps."""

    name: str
    values: list[float]
    missing: int = 0

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def mean(self) -> float:
        return math.fsum(self.values) / self.n

    @property
    def variance(self) -> float:
        """Of the sample: n - 1 below the line. Exactly zero for values that are all the same."""
        if min(self.values) == max(self.values):
            return 0.0
        mean = self.mean
        return math.fsum((value - mean) ** 2 for value in self.values) / (self.n - 1)


def group(name: str, values: Values) -> Group:
    """Raises RefusedError with fewer than two values."""
    known = [float(value) for value in values if value is not None]
    if len(known) < 2:
        raise RefusedError("too_few", group=name, n=len(known), least=2)
    return Group(name, known, len(values) - len(known))


def welch(design: Design, after: Values, before: Values) -> Effect:
    """After - before, or own - comparison group: Welch's t. `before` is the group compared with."""
    names = ("before", "after") if design == Design.BEFORE_AFTER else ("comparison", "own")
    base, new = group(names[0], before), group(names[1], after)
    shares = [(base.variance / base.n, base.n), (new.variance / new.n, new.n)]
    contrast = Contrast.CHANGE if design == Design.BEFORE_AFTER else Contrast.DIFFERENCE
    return _of_cells(design, contrast, new.mean - base.mean, [base, new], shares)


def did(after: Values, before: Values, comparison_after: Values, comparison_before: Values) -> Effect:
    """How much more the own group changed than the comparison group; four independent cells, unpooled."""
    cells = [
        group("before", before),
        group("after", after),
        group("comparison_before", comparison_before),
        group("comparison_after", comparison_after),
    ]
    own_before, own_after, other_before, other_after = (cell.mean for cell in cells)
    change, other = own_after - own_before, other_after - other_before
    shares = [(cell.variance / cell.n, cell.n) for cell in cells]
    return _of_cells(Design.DID, Contrast.CHANGE_BEYOND, change - other, cells, shares)


def paired(after: Values, before: Values) -> Effect:
    """The mean change within pairs: paired t. A pair with a gap is left out."""
    if len(after) != len(before):
        raise RefusedError("unequal_pairs", before=len(before), after=len(after))
    pairs = [(a, b) for a, b in zip(after, before, strict=True) if a is not None and b is not None]
    if len(pairs) < 2:
        raise RefusedError("too_few_pairs", n=len(pairs), least=2)
    changes = Group("pairs", [float(a) - float(b) for a, b in pairs])
    spread = math.sqrt(changes.variance)
    if not spread:
        raise RefusedError("no_spread")
    half = quantile(changes.n - 1) * spread / math.sqrt(changes.n)
    missing = len(after) - len(pairs)
    return Effect(
        design=Design.PAIRED,
        contrast=Contrast.CHANGE,
        estimate=changes.mean,
        low=changes.mean - half,
        high=changes.mean + half,
        size_name="cohen_dz",
        size=changes.mean / spread,
        n={"pairs": changes.n, "missing": missing},
        method=Said("paired", {"df": changes.n - 1}),
        warnings=(*few([changes.n]), *gaps(missing, len(after))),
        more={"df": changes.n - 1, "se": spread / math.sqrt(changes.n)},
    )


def quantile(df: float) -> float:
    """Of Student's t at 97.5 %; `df` need not be whole."""
    from scipy.special import stdtrit

    return float(stdtrit(df, (1 + LEVEL) / 2))


def _of_cells(
    design: Design, contrast: Contrast, estimate: float, cells: list[Group], shares: list[tuple[float, int]]
) -> Effect:
    """`shares` are each cell's s²/n with its n: their sum is the variance of the estimate."""
    variance = math.fsum(share for share, _n in shares)
    if not variance:
        raise RefusedError("no_spread")
    df = 1 / math.fsum((share / variance) ** 2 / (n - 1) for share, n in shares)
    half = quantile(df) * math.sqrt(variance)
    missing = sum(cell.missing for cell in cells)
    warnings = [*few([cell.n for cell in cells]), *gaps(missing, missing + sum(cell.n for cell in cells))]
    return Effect(
        design=design,
        contrast=contrast,
        estimate=estimate,
        low=estimate - half,
        high=estimate + half,
        size_name="hedges_g",
        size=_hedges(estimate, cells),
        n={**{cell.name: cell.n for cell in cells}, "missing": missing},
        method=Said("did" if design == Design.DID else "welch", {"df": df}),
        warnings=(*warnings, *autocorrelated([cell.values for cell in cells])),
        more={"df": df, "se": math.sqrt(variance)},
    )


def _hedges(estimate: float, cells: list[Group]) -> float:
    """The difference in pooled standard deviations, with the exact small-sample correction J."""
    freedom = sum(cell.n - 1 for cell in cells)
    pooled = math.sqrt(math.fsum(cell.variance * (cell.n - 1) for cell in cells) / freedom)
    return hedges_correction(freedom) * estimate / pooled


def hedges_correction(freedom: int) -> float:
    """J = Γ(v/2) / (√(v/2)·Γ((v-1)/2)); for one degree of freedom it is not defined, and the value is left as it is."""
    if freedom < 2:
        return 1.0
    return math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2)) / math.sqrt(freedom / 2)
