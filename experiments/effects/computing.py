"""From the numbers of a design to its effect."""

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from experiments.effects.estimates import Contrast, Design, Effect, RefusedError
from experiments.effects.interrupted import its
from experiments.effects.means import did, paired, welch
from experiments.effects.rates import Rate, counts
from experiments.effects.shares import Share, proportions

Numbers = list[float | None]
Part = Numbers | Share | Rate


@dataclass(frozen=True)
class Sample:
    """What a design needs: numbers, with None for gaps; shares for proportions, rates for counts."""

    design: Design
    before: Part | None = None
    after: Part | None = None
    comparison_before: Part | None = None
    comparison_after: Part | None = None


def effect_of(sample: Sample) -> Effect:
    """Raises RefusedError where the numbers allow no answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # what overflows is refused below
        try:
            effect = _effect(sample)
        except (OverflowError, ZeroDivisionError) as error:
            raise RefusedError("beyond_reckoning") from error
    slope = effect.more.get("slope_change", {"interval": []})
    if not all(map(math.isfinite, (effect.estimate, effect.low, effect.high, effect.size or 0.0, *slope["interval"]))):
        raise RefusedError("beyond_reckoning")
    return effect


def _effect(sample: Sample) -> Effect:
    design = sample.design
    if design == Design.PROPORTIONS:
        new, base, contrast = _sides(sample)
        return proportions(cast("Share", new), cast("Share", base), contrast=contrast)
    if design == Design.COUNTS:
        new, base, contrast = _sides(sample)
        return counts(cast("Rate", new), cast("Rate", base), contrast=contrast)
    before, after, other_before, other_after = (
        cast("Sequence[float | None]", part or [])
        for part in (sample.before, sample.after, sample.comparison_before, sample.comparison_after)
    )
    if design == Design.COMPARISON:
        return welch(design, after, other_after)
    if design == Design.DID:
        return did(after, before, other_after, other_before)
    if design == Design.PAIRED:
        return paired(after, before)
    return its(before, after) if design == Design.ITS else welch(design, after, before)


def _sides(sample: Sample) -> tuple[Part, Part, Contrast]:
    """Own and other: before and after, or the comparison group where there is one."""
    other = sample.before if sample.comparison_after is None else sample.comparison_after
    contrast = Contrast.CHANGE if sample.comparison_after is None else Contrast.DIFFERENCE
    for name, part in (("before", other), ("after", sample.after)):
        if part is None:
            raise RefusedError("too_few", group=name, n=0, least=1)
    return cast("Part", sample.after), cast("Part", other), contrast
