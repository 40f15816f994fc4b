"""What a pooled effect says, in sentences of the reader's language."""

import math
from dataclasses import replace

from django.utils.translation import gettext as _

from experiments.effects.estimates import Design, Effect
from experiments.effects.figures import decimals, figure
from experiments.effects.pooling import Pooled
from experiments.effects.sentences import sentence
from experiments.replication.comparing import Comparison

LITTLE, MUCH = 0.3, 0.6  # of I²; the Cochrane Handbook, chapter 10.10.2, gives overlapping ranges around these
FEW = 5  # experiments


def effect_of(comparison: Comparison) -> Effect:
    """The pooled effect on the scale of its members, so that it is said and drawn as theirs are."""
    pooled = comparison.pooled
    assert pooled is not None
    values = [back(comparison, value) for value in (pooled.estimate, pooled.low, pooled.high)]
    return replace(comparison.members[0].effect, estimate=values[0], low=values[1], high=values[2])


def back(comparison: Comparison, value: float) -> float:
    return math.exp(value) if comparison.is_ratio else value


def shown(effect: Effect, value: float) -> float:
    """As it is written: percentage points, a change in per cent, or the metric's unit."""
    if effect.is_ratio:
        return 100 * (value - 1)
    return 100 * value if effect.design == Design.PROPORTIONS else value


def signed(value: float, places: int) -> str:
    text = figure(value, places)
    return f"+{text}" if round(value, places) > 0 else text


def unit_of(effect: Effect, unit: str) -> str:
    if effect.is_ratio:
        return _("change in per cent")
    if effect.design == Design.PROPORTIONS or unit == "%":
        return _("percentage points")
    return unit


def said(comparison: Comparison) -> list[str]:
    """The effect, how much the places differ, what to expect in a new one, and what to beware of."""
    pooled = comparison.pooled
    if pooled is None:
        return []
    effect = effect_of(comparison)
    first = sentence(effect, name=comparison.metric.name, unit=comparison.metric.unit)
    return [first, heterogeneity(comparison), prediction(comparison), *cautions(pooled)]


def heterogeneity(comparison: Comparison) -> str:
    pooled = comparison.pooled
    assert pooled is not None
    data = {"share": figure(100 * pooled.i2, 0)}
    if pooled.i2 < LITTLE:
        return _("The places differ hardly more than chance would make them (I² = %(share)s %%).") % data
    if pooled.i2 < MUCH:
        return _("The places differ somewhat more than by chance (I² = %(share)s %%): what is there matters.") % data
    return (
        _("The places differ much more than by chance (I² = %(share)s %%): one figure hides how different they are.")
        % data
    )


def prediction(comparison: Comparison) -> str:
    pooled = comparison.pooled
    assert pooled is not None
    if pooled.prediction is None:
        return _("From two experiments nothing can be said of what a third would find.")
    effect = effect_of(comparison)
    low, high = (shown(effect, back(comparison, value)) for value in pooled.prediction)
    places = decimals(low, high)
    data = {"low": signed(low, places), "high": signed(high, places), "unit": unit_of(effect, comparison.metric.unit)}
    return _("In a new place the true effect would probably be between %(low)s and %(high)s (%(unit)s).") % data


def cautions(pooled: Pooled) -> list[str]:
    if pooled.k < FEW:
        few = _("There are only %(count)s experiments, so the spread between places is itself uncertain.")
        return [few % {"count": pooled.k}]
    return []


def method(pooled: Pooled) -> str:
    """For who checks it."""
    spread = _("restricted maximum likelihood") if pooled.method == "reml" else _("DerSimonian and Laird")
    interval = _("Hartung and Knapp, never narrower than the ordinary one") if pooled.is_knapp else _("normal")
    data = {
        "spread": spread, "interval": interval, "tau2": figure(pooled.tau2, 4), "q": figure(pooled.q, 2),
        "df": pooled.k - 1, "p": figure(pooled.p, 4),
    }  # fmt: skip
    return (
        _(
            "Random effects; variance between experiments by %(spread)s (τ² = %(tau2)s), interval: %(interval)s; Q = %(q)s, df = %(df)s, p = %(p)s."
        )
        % data
    )
