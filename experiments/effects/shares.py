"""The difference of two shares: Newcombe's hybrid of two Wilson intervals."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from experiments.effects.caveats import few, gaps
from experiments.effects.estimates import LEVEL, Contrast, Design, Effect, RefusedError, Said

Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Share:
    """So many of so many; `missing` did not answer."""

    successes: int
    total: int
    missing: int = 0

    @property
    def value(self) -> float:
        return self.successes / self.total


def proportions(after: Share, before: Share, *, contrast: Contrast = Contrast.CHANGE) -> Effect:
    """p(after) - p(before), with Newcombe's interval (1998, method 10)."""
    for name, share in (("before", before), ("after", after)):
        if share.total < 1:
            raise RefusedError("too_few", group=name, n=share.total, least=1)
    estimate = after.value - before.value
    (low1, high1), (low0, high0) = wilson(after), wilson(before)
    down = math.hypot(after.value - low1, high0 - before.value)
    up = math.hypot(high1 - after.value, before.value - low0)
    missing = before.missing + after.missing
    return Effect(
        design=Design.PROPORTIONS,
        contrast=contrast,
        estimate=estimate,
        low=max(estimate - down, -1.0),
        high=min(estimate + up, 1.0),
        size_name="cohen_h",
        size=2 * math.asin(math.sqrt(after.value)) - 2 * math.asin(math.sqrt(before.value)),
        n={"before": before.total, "after": after.total, "missing": missing},
        method=Said("newcombe"),
        warnings=(*few([before.total, after.total]), *gaps(missing, missing + before.total + after.total)),
        more={"share_before": before.value, "share_after": after.value},
    )


def wilson(share: Share) -> tuple[float, float]:
    """The score interval of one share, never beyond 0 and 1."""
    n, p, z2 = share.total, share.value, Z * Z
    middle, half = p + z2 / (2 * n), Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low = 0.0 if share.successes == 0 else (middle - half) / (1 + z2 / n)
    high = 1.0 if share.successes == n else (middle + half) / (1 + z2 / n)
    return low, high
