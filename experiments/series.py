"""A metric's measured values as plain points, and what they say in one sentence. Reports use both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from experiments.models import Measurement, Metric
from experiments.states import Direction
from mint.templating import number

UNUSUAL = 3


@dataclass(frozen=True)
class Point:
    on: date
    value: Decimal
    note: str = ""


def series(metric: Metric) -> list[Point]:
    """The current values by day; corrected ones are left out. Uses the prefetched measurements where there are."""
    return points(metric.measurements.all())


def points(measurements: Iterable[Measurement]) -> list[Point]:
    current = (row for row in measurements if row.is_current)
    return [Point(row.measured_on, row.value, row.note) for row in sorted(current, key=lambda row: row.measured_on)]


def finding(metric: Metric, measurements: Iterable[Measurement]) -> str:
    """What the measurements say so far, in the reader's language. Silence is said as silence.

    The unit stands once, with the name: people write it in one form ("henkilöt"), which no number can be put before.
    """
    found = points(measurements)
    if not found:
        return _("%(name)s: nothing has been measured yet.") % {"name": capfirst(metric.name)}
    last = found[-1].value
    words = {
        "name": capfirst(str(metric)),
        "last": number(last),
        "baseline": number(metric.baseline),
        "target": number(metric.target),
        "n": len(found),
    }
    if metric.baseline is None or metric.target is None:
        return _("%(name)s is now %(last)s.") % words
    if _reaches(metric, last):
        return (
            _("%(name)s reached its target: now %(last)s, from the baseline of %(baseline)s; the target is %(target)s.")
            % words
        )
    if _is_better(metric, last):
        words["share"] = _("%(share)s per cent") % {"share": number(_share(metric, last))}
        return (
            _(
                "%(name)s is moving the right way: now %(last)s, from the baseline of %(baseline)s. Of the way to the target of %(target)s, %(share)s has been gone."
            )
            % words
        )
    return (
        _(
            "%(name)s has not moved the right way: now %(last)s, and the baseline was %(baseline)s; the target is %(target)s."
        )
        % words
    )


def is_unusual(value: Decimal, found: Sequence[Point]) -> bool:
    """More than three times the median of what has been measured: asked once more before it is saved."""
    typical = median(abs(point.value) for point in found) if found else Decimal(0)
    return bool(typical) and abs(value) > UNUSUAL * typical


def _reaches(metric: Metric, value: Decimal) -> bool:
    assert metric.target is not None
    return value >= metric.target if metric.direction == Direction.UP else value <= metric.target


def _is_better(metric: Metric, value: Decimal) -> bool:
    assert metric.baseline is not None
    return value > metric.baseline if metric.direction == Direction.UP else value < metric.baseline


def _share(metric: Metric, value: Decimal) -> int:
    """How much of the way from baseline to target has been gone, in percent."""
    assert metric.baseline is not None
    assert metric.target is not None
    whole = metric.target - metric.baseline
    return int(100 * (value - metric.baseline) / whole) if whole else 0
