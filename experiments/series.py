"""A metric's measured values as plain points, and what they say in one sentence. Reports use both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from statistics import median

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from experiments.models import Measurement, Metric
from experiments.states import Arm, Direction
from mint import clock
from mint.templating import number

UNUSUAL = 3
RECENT = 200


@dataclass(frozen=True)
class Point:
    """A value of one day (or moment of it), group and subject; `out_of` is a share's total or a count's exposure."""

    on: date
    value: Decimal
    note: str = ""
    arm: str = Arm.OWN
    subject: str = ""
    out_of: Decimal | None = None
    at: datetime | None = None

    @property
    def place(self) -> "Place":
        """Where only one value stands."""
        return self.on, self.arm, self.subject, self.at


Place = tuple[date, str, str, datetime | None]


def current(measurements: Iterable[Measurement]) -> list[Point]:
    """Every value that stands, by day; corrected ones are left out."""
    rows = sorted((row for row in measurements if row.is_current), key=_when)
    return [
        Point(row.measured_on, row.value, row.note, row.arm, row.subject, row.out_of, row.measured_at) for row in rows
    ]


def _when(row: Measurement) -> tuple[date, datetime, int]:
    return row.measured_on, row.measured_at or clock.at(row.measured_on, 0), row.pk


def finding(metric: Metric, last: Decimal | None) -> str:
    """What the newest value says, in the reader's language. Silence is said as silence.

    The unit stands once, with the name: people write it in one form ("henkilöt"), which no number can be put before.
    """
    if last is None:
        return _("%(name)s: nothing has been measured yet.") % {"name": capfirst(metric.name)}
    words = {
        "name": capfirst(str(metric)),
        "last": number(last),
        "baseline": number(metric.baseline),
        "target": number(metric.target),
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


def is_unusual(value: Decimal, found: Sequence[Decimal]) -> bool:
    """More than three times the median of what has been measured: asked once more before it is saved."""
    typical = median(map(abs, found)) if found else Decimal(0)
    return bool(typical) and abs(value) > UNUSUAL * typical


def usual(metric: Metric) -> list[Decimal]:
    """The newest values, by which another is unusual or not."""
    rows = metric.measurements.filter(is_current=True).order_by("-measured_on", "-id")
    return list(rows.values_list("value", flat=True)[:RECENT])


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
