"""The ratio of two rates, with the exact interval."""

import math
from dataclasses import dataclass

from experiments.effects.caveats import gaps
from experiments.effects.estimates import LEVEL, Contrast, Design, Effect, RefusedError, Said

FEW_EVENTS = 10


@dataclass(frozen=True)
class Rate:
    """So many events in so much exposure: days, kilometres, person-years. `missing` of the periods were not counted."""

    count: int
    exposure: float
    missing: int = 0
    periods: int = 1


def counts(after: Rate, before: Rate, *, contrast: Contrast = Contrast.CHANGE) -> Effect:
    """rate(after) / rate(before); given the total, the events after are binomial (Clopper-Pearson)."""
    for name, rate in (("before", before), ("after", after)):
        if not rate.exposure > 0:
            raise RefusedError("no_exposure", group=name)
    if not before.count:
        raise RefusedError("no_events")
    times = before.exposure / after.exposure
    low, high = _clopper_pearson(after.count, after.count + before.count)
    ratio = after.count / before.count * times
    events, missing = min(before.count, after.count), before.missing + after.missing
    warnings = [Said("few_events", {"n": events, "least": FEW_EVENTS})] if events < FEW_EVENTS else []
    periods = missing + before.periods + after.periods
    return Effect(
        design=Design.COUNTS,
        contrast=contrast,
        estimate=ratio,
        low=low / (1 - low) * times,
        high=high / (1 - high) * times,
        size_name="log_rate_ratio",
        size=math.log(ratio) if ratio > 0 else None,
        n={
            "before": before.count,
            "after": after.count,
            "exposure_before": before.exposure,
            "exposure_after": after.exposure,
            "missing": missing,
        },
        method=Said("exact_rates"),
        warnings=(*warnings, *gaps(missing, periods)),
    )


def _clopper_pearson(k: int, n: int) -> tuple[float, float]:
    """For k < n: there is an event before."""
    from scipy.special import betaincinv

    tail = (1 - LEVEL) / 2
    low = float(betaincinv(k, n - k + 1, tail)) if k else 0.0
    return low, float(betaincinv(k + 1, n - k, 1 - tail))
