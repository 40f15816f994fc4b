"""Writing measured values: one by one, many at once, and corrections that keep what was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments import results
from experiments.models import Experiment, Measurement, Metric
from experiments.permissions import can_plan
from experiments.series import Place, Point
from experiments.states import MEASURABLE, WITH_BEFORE, Arm, Design, Source
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock

BEFORE_AT_MOST = timedelta(days=3 * 366)


class DayTakenError(MoveError):
    """Another value of that day is there already."""

    def __init__(self, measurement: Measurement) -> None:
        super().__init__(_("That day already has a value."))
        self.measurement = measurement


@transaction.atomic
def record_measurement(
    metric: Metric,
    *,
    actor: Actor,
    measured_on: date,
    value: Decimal,
    note: str = "",
    arm: str = Arm.OWN,
    subject: str = "",
    out_of: Decimal | None = None,
    measured_at: datetime | None = None,
) -> Measurement:
    """One value of a day (or moment), group and subject. The same twice is once; another one there is a DayTakenError."""
    experiment = _ready(metric, actor)
    point = Point(measured_on, value, note, arm, subject, out_of, measured_at)
    point_is_possible(metric, point)
    day_is_possible(experiment, measured_on, metric)
    rows = metric.measurements.current().filter(
        measured_on=measured_on, measured_at=measured_at, arm=arm, subject=subject
    )
    known: Measurement | None = rows.first()
    if known and (known.value, known.out_of) == (value, out_of):
        return known
    if known:
        raise DayTakenError(known)
    row = _row(metric, actor, point, Source.ENTERED)
    row.save(force_insert=True)
    results.outdated(metric)
    record("experiment.measured", experiment, actor=actor, data=_told(row))
    return row


@transaction.atomic
def import_measurements(metric: Metric, *, actor: Actor, rows: Sequence[Point]) -> int:
    """Values of many days at once; days that have one already are left as they are. Returns how many were new."""
    experiment = _ready(metric, actor)
    known = places(metric)
    new = [point for point in rows if point.place not in known]
    for point in new:
        point_is_possible(metric, point)
        day_is_possible(experiment, point.on, metric)
    Measurement.objects.bulk_create(_row(metric, actor, point, Source.IMPORTED) for point in new)
    if new:
        results.outdated(metric)
        record(
            "experiment.measurements_imported", experiment, actor=actor, data={"metric": metric.pk, "rows": len(new)}
        )
    return len(new)


@dataclass(frozen=True)
class Received:
    """How many were new; why which of the rows, by its number, could not be taken."""

    new: int
    refused: dict[int, str]


@transaction.atomic
def receive(metric: Metric, *, actor: Actor, rows: Sequence[Point]) -> Received:
    """What a sensor sends: all of it or nothing. What is there already, the same, is left as it is."""
    experiment = _ready(metric, actor)
    known = _known_on(metric, {point.on for point in rows})
    new: dict[Place, Point] = {}
    refused: dict[int, str] = {}
    for number, point in enumerate(rows):
        there = known.get(point.place)
        if there == (point.value, point.out_of):
            continue
        if there:
            refused[number] = _("Another value of that moment is there already. It is corrected on the page.")
        elif why := _why_not(experiment, metric, point):
            refused[number] = why
        else:
            new[point.place] = point
    if new and not refused:
        Measurement.objects.bulk_create(_row(metric, actor, point, Source.SENSOR) for point in new.values())
        results.outdated(metric, at_once=False)
    return Received(len(new), refused)


def _known_on(metric: Metric, days: set[date]) -> dict[Place, tuple[Decimal, Decimal | None]]:
    rows = metric.measurements.current().filter(measured_on__in=days)
    found = rows.values_list("measured_on", "arm", "subject", "measured_at", "value", "out_of")
    return {(on, arm, subject, at): (value, out_of) for on, arm, subject, at, value, out_of in found}


def _why_not(experiment: Experiment, metric: Metric, point: Point) -> str:
    try:
        point_is_possible(metric, point)
        day_is_possible(experiment, point.on, metric)
    except MoveError as error:
        return str(error)
    return ""


@transaction.atomic
def correct(
    measurement: Measurement, *, actor: Actor, value: Decimal, note: str = "", out_of: Decimal | None = None
) -> Measurement:
    """A new value in place of a wrong one, which stays in the log, struck through."""
    metric = measurement.metric
    experiment = _ready(metric, actor)
    old: Measurement = metric.measurements.select_for_update().get(pk=measurement.pk)
    if not old.is_current:
        raise MoveError(_("Somebody has corrected this value already. Look at the page again."))
    out_of = old.out_of if out_of is None else out_of
    if (old.value, old.note, old.out_of) == (value, note, out_of):
        return old
    point = Point(old.measured_on, value, note, old.arm, old.subject, out_of, old.measured_at)
    point_is_possible(metric, point)
    old.is_current = False
    old.save(update_fields=["is_current"])
    row = _row(metric, actor, point, Source.ENTERED)
    row.replaces = old
    row.save(force_insert=True)
    results.outdated(metric)
    record("experiment.measurement_corrected", experiment, actor=actor, data={**_told(row), "was": str(old.value)})
    return row


def places(metric: Metric) -> set[Place]:
    """Where a value stands already."""
    return set(metric.measurements.current().values_list("measured_on", "arm", "subject", "measured_at"))


def day_is_possible(experiment: Experiment, day: date, metric: Metric) -> None:
    """Between the first day of the plan and today; earlier where the design compares with before. Raises MoveError."""
    if day > clock.today():
        raise MoveError(_("The day has not come yet."))
    first = first_day(experiment, metric)
    if first and day < first:
        raise MoveError(
            _("The day is more than three years before the experiment.")
            if metric.design in WITH_BEFORE
            else _("The day is before the experiment began.")
        )


def first_day(experiment: Experiment, metric: Metric) -> date | None:
    """The earliest day a value may have."""
    first: date | None = experiment.starts_on
    return first - BEFORE_AT_MOST if first and metric.design in WITH_BEFORE else first


def point_is_possible(metric: Metric, point: Point) -> None:
    """Does the value fit the metric's design, and has its moment come? Raises MoveError."""
    if point.at and point.at > clock.now():
        raise MoveError(_("The moment has not come yet."))
    if metric.has_totals and (point.out_of is None or point.out_of <= 0):
        raise MoveError(_("Say of how many, or in how large an exposure, the value was counted."))
    if metric.has_totals and (point.value < 0 or point.value % 1):
        raise MoveError(_("A count is a whole number, zero or more."))
    if (
        metric.design == Design.PROPORTIONS
        and point.out_of is not None
        and (point.out_of % 1 or point.value > point.out_of)
    ):
        raise MoveError(_("The total is a whole number, and the value is at most the total."))
    if metric.design == Design.PAIRED and not point.subject:
        raise MoveError(_("Say which one was measured, so that the values make a pair."))


def _ready(metric: Metric, actor: Actor) -> Experiment:
    """The experiment, locked, so that two who write the same day at once do so one after the other."""
    if not can_plan(actor, metric.experiment):
        raise PermissionDenied
    experiment = lock(metric.experiment)
    if experiment.state not in MEASURABLE:
        raise MoveError(_("Values are entered while the experiment runs or is evaluated."))
    return experiment


def _row(metric: Metric, actor: Actor, point: Point, source: Source) -> Measurement:
    return Measurement(
        organisation_id=metric.organisation_id,
        metric=metric,
        measured_on=point.on,
        measured_at=point.at,
        value=point.value,
        arm=point.arm,
        subject=point.subject,
        out_of=point.out_of,
        note=point.note,
        source=source,
        entered_by_id=actor.user_id,
    )


def _told(row: Measurement) -> dict[str, str | int]:
    told: dict[str, str | int] = {
        "metric": row.metric_id,
        "on": str(row.measured_on),
        "value": format(row.value.normalize(), "f"),
    }
    return told | ({"at": row.measured_at.isoformat()} if row.measured_at else {})
