"""An interrupted time series: the level after a change against the trend before it."""

import math
import warnings
from typing import Any

from experiments.effects.caveats import LEAST_FOR_ECHO, echo, gaps
from experiments.effects.estimates import Contrast, Design, Effect, RefusedError, Said
from experiments.effects.means import Values, quantile

TERMS = 4  # level, slope, change of level, change of slope
LEAST = 3  # points on a side: two make a line with nothing left over
FEW_POINTS = 8


def lag_of(n: int) -> int:
    """Newey and West's rule of thumb for Bartlett weights."""
    return math.floor(4 * math.pow(n / 100, 2 / 9))


def its(before: Values, after: Values) -> Effect:
    """`before` and `after` are one series at equal steps, in order of time; None keeps the place of a gap."""
    known = [sum(value is not None for value in side) for side in (before, after)]
    for name, n in zip(("before", "after"), known, strict=True):
        if n < LEAST:
            raise RefusedError("too_few", group=name, n=n, least=LEAST)
    lag = lag_of(sum(known))
    fit = _fit([*before, *after], len(before), lag)
    t = quantile(fit["df"])
    missing = len(before) + len(after) - sum(known)
    half, slope_half = t * fit["errors"][2], t * fit["errors"][3]
    level, slope = fit["terms"][2], fit["terms"][3]
    return Effect(
        design=Design.ITS,
        contrast=Contrast.LEVEL,
        estimate=level,
        low=level - half,
        high=level + half,
        size_name="level_change_in_residual_sd",
        size=level / fit["spread"],
        n={"before": known[0], "after": known[1], "missing": missing},
        method=Said("its", {"lag": lag, "df": fit["df"]}),
        warnings=(*_few(min(known)), *gaps(missing, missing + sum(known)), *_echoing(fit["residuals"])),
        more={
            "df": fit["df"],
            "se": fit["errors"][2],
            "lag": lag,
            "slope_change": {"estimate": slope, "interval": [slope - slope_half, slope + slope_half]},
        },
    )


def _few(n: int) -> list[Said]:
    return [Said("few_points", {"n": n, "least": FEW_POINTS})] if n < FEW_POINTS else []


def _echoing(residuals: list[float]) -> list[Said]:
    if len(residuals) < LEAST_FOR_ECHO:
        return []
    r = echo(residuals)
    return [Said("autocorrelated_series", {"r": round(r, 2)})] if abs(r) > 2 / math.sqrt(len(residuals)) else []


def _fit(series: Values, at: int, lag: int) -> dict[str, Any]:
    """Least squares with Newey-West errors. `at` is the place of the first value after the change."""
    import numpy as np
    from statsmodels.regression.linear_model import OLS
    from statsmodels.stats.sandwich_covariance import S_hac_simple

    time = np.arange(len(series), dtype=float)
    is_after = (time >= at).astype(float)
    whole = np.column_stack([np.ones_like(time), time - at, is_after, (time - at) * is_after])
    there = np.array([value is not None for value in series])
    y = np.array([value for value in series if value is not None], dtype=float)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # what overflows is refused below
        found = OLS(y, whole[there]).fit()
        df = len(y) - TERMS
        if not _varies(found.resid, y):
            raise RefusedError("no_spread")
        scores = np.zeros_like(whole)
        scores[there] = whole[there] * found.resid[:, None]
        bread = np.linalg.inv(whole[there].T @ whole[there])
        covariance = len(y) / df * bread @ S_hac_simple(scores, nlags=lag) @ bread
        errors = np.sqrt(np.diag(covariance))
        spread = math.sqrt(float(found.resid @ found.resid) / df)
    return {
        "terms": [float(term) for term in found.params],
        "errors": [float(error) for error in errors],
        "residuals": [float(residual) for residual in found.resid],
        "spread": spread,
        "df": df,
    }


def _varies(residuals: Any, y: Any) -> bool:
    """Is there more left over than rounding leaves?"""
    return bool(abs(residuals).max() > 1e-12 * max(abs(y).max(), 1e-300))
