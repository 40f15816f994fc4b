"""The effects of a family set beside each other: which are comparable, and what they say together.

Comparable are decided experiments with an effect of the same metric in the same unit, with the same wanted direction
and the same design, of other people or objects, and not in the same municipality at the same time. What is not
comparable is named with its reason; fewer than two, and nothing is pooled.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from experiments.effects.estimates import Design, Effect
from experiments.effects.pooling import LEAST, Known, Pooled, Z, pool
from experiments.models import Experiment, Metric
from experiments.replication.family import Family
from experiments.replication.models import Replication
from experiments.replication.states import Apart
from experiments.results import Result, is_awaited, result_of
from experiments.states import DECIDED


@dataclass(frozen=True)
class Member:
    """One experiment's effect of the metric; `known` on the scale that is pooled."""

    experiment: Experiment
    metric: Metric
    result: Result
    effect: Effect
    known: Known


@dataclass(frozen=True)
class Comparison:
    """`apart` says of each experiment that is left out why. `pooled` is None where fewer than two are left."""

    metric: Metric
    members: list[Member]
    apart: list[tuple[Experiment, Apart]] = field(default_factory=list)
    pooled: Pooled | None = None

    @property
    def is_ratio(self) -> bool:
        return bool(self.members) and self.members[0].effect.is_ratio


def comparisons(family: Family) -> list[Comparison]:
    """One for each primary metric of the family, the first one's first."""
    found = [_compare(family, key, rows) for key, rows in family.metrics.items()]
    return sorted(found, key=lambda each: each.metric.pk)


def _compare(family: Family, key: int, rows: dict[int, Metric]) -> Comparison:
    """`key` is the first one's metric; where the reader does not see that, the oldest one's stands for it."""
    base = next((metric for metric in rows.values() if metric.pk == key), next(iter(rows.values())))
    members: list[Member] = []
    apart: list[tuple[Experiment, Apart]] = []
    for experiment in family.members:
        metric = rows.get(experiment.pk)
        found = _missing(experiment, family) if metric is None else _member(experiment, metric, base)
        if isinstance(found, Member):
            found = _dependent(found, members, family.lineages.get(experiment.pk)) or found
        if isinstance(found, Member):
            members.append(found)
        else:
            apart.append((experiment, found))
    pooled = pool([member.known for member in members]) if len(members) >= LEAST else None
    return Comparison(base, members, apart, pooled)


def _missing(experiment: Experiment, family: Family) -> Apart:
    """Hidden from this reader altogether, or this metric has been given up."""
    sees_any = any(experiment.pk in rows for rows in family.metrics.values())
    if experiment.state not in DECIDED:
        return Apart.UNDECIDED
    return Apart.METRIC if sees_any else Apart.HIDDEN


def _member(experiment: Experiment, metric: Metric, base: Metric) -> Member | Apart:
    if experiment.state not in DECIDED:
        return Apart.UNDECIDED
    if metric.unit.strip().casefold() != base.unit.strip().casefold():
        return Apart.UNIT
    if metric.direction != base.direction:
        return Apart.DIRECTION
    result = result_of(metric, experiment)
    if result is None:
        return Apart.AWAITED if is_awaited(metric, experiment) else Apart.NO_EFFECT
    known = known_of(result.effect) if result.effect else None
    if result.effect is None or known is None:
        return Apart.NO_EFFECT
    if result.rule.design != base.design:
        return Apart.DESIGN
    return Member(experiment, metric, result, result.effect, known)


def known_of(effect: Effect) -> Known | None:
    """On the additive scale: ratios by their logarithm. An interval without its error gives it back by ± 1.96."""
    if effect.is_ratio:
        if not effect.low > 0:
            return None
        low, high = math.log(effect.low), math.log(effect.high)
        return Known(math.log(effect.estimate), (high - low) / (2 * Z))
    if effect.design == Design.PROPORTIONS:
        return Known(effect.estimate, (effect.high - effect.low) / (2 * Z))
    error = effect.more.get("se")
    return Known(effect.estimate, error) if error else None


def _dependent(found: Member, before: Sequence[Member], lineage: Replication | None) -> Apart | None:
    if lineage and lineage.shares_participants and before:
        return Apart.DEPENDENT
    if any(_overlap(found.experiment, other.experiment) for other in before):
        return Apart.OVERLAPPING
    return None


def _overlap(one: Experiment, other: Experiment) -> bool:
    if one.municipality_id != other.municipality_id or not (one.starts_on and other.starts_on):
        return False
    first, last = one.last_day or one.starts_on, other.last_day or other.starts_on
    return one.starts_on <= last and other.starts_on <= first
