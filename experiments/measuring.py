"""Writing measured values: one by one, many at once, and corrections that keep what was there."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.models import Experiment, Measurement, Metric
from experiments.permissions import can_plan
from experiments.series import Point
from experiments.states import MEASURABLE, Source
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock


class DayTakenError(MoveError):
    """Another value of that day is there already."""

    def __init__(self, measurement: Measurement) -> None:
        super().__init__(_("That day already has a value."))
        self.measurement = measurement


@transaction.atomic
def record_measurement(
    metric: Metric, *, actor: Actor, measured_on: date, value: Decimal, note: str = ""
) -> Measurement:
    """One value of one day. The same value twice is once; another value of the same day is a DayTakenError."""
    experiment = _ready(metric, actor)
    day_is_possible(experiment, measured_on)
    known: Measurement | None = metric.measurements.current().filter(measured_on=measured_on).first()
    if known and known.value == value:
        return known
    if known:
        raise DayTakenError(known)
    row = _row(metric, actor, Point(measured_on, value, note), Source.ENTERED)
    row.save(force_insert=True)
    record("experiment.measured", experiment, actor=actor, data=_told(row))
    return row


@transaction.atomic
def import_measurements(metric: Metric, *, actor: Actor, rows: Sequence[Point]) -> int:
    """Values of many days at once; days that have one already are left as they are. Returns how many were new."""
    experiment = _ready(metric, actor)
    known = set(metric.measurements.current().values_list("measured_on", flat=True))
    new = [point for point in rows if point.on not in known]
    for point in new:
        day_is_possible(experiment, point.on)
    Measurement.objects.bulk_create(_row(metric, actor, point, Source.IMPORTED) for point in new)
    if new:
        record(
            "experiment.measurements_imported", experiment, actor=actor, data={"metric": metric.pk, "rows": len(new)}
        )
    return len(new)


@transaction.atomic
def correct(measurement: Measurement, *, actor: Actor, value: Decimal, note: str = "") -> Measurement:
    """A new value in place of a wrong one, which stays in the log, struck through."""
    metric = measurement.metric
    experiment = _ready(metric, actor)
    old: Measurement = metric.measurements.select_for_update().get(pk=measurement.pk)
    if not old.is_current:
        raise MoveError(_("Somebody has corrected this value already. Look at the page again."))
    if old.value == value and old.note == note:
        return old
    old.is_current = False
    old.save(update_fields=["is_current"])
    row = _row(metric, actor, Point(old.measured_on, value, note), Source.ENTERED)
    row.replaces = old
    row.save(force_insert=True)
    record("experiment.measurement_corrected", experiment, actor=actor, data={**_told(row), "was": str(old.value)})
    return row


def day_is_possible(experiment: Experiment, day: date) -> None:
    """Between the first day of the plan and today. Raises MoveError."""
    if day > clock.today():
        raise MoveError(_("The day has not come yet."))
    if experiment.starts_on and day < experiment.starts_on:
        raise MoveError(_("The day is before the experiment began."))


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
        value=point.value,
        note=point.note,
        source=source,
        entered_by_id=actor.user_id,
    )


def _told(row: Measurement) -> dict[str, str | int]:
    return {"metric": row.metric_id, "on": str(row.measured_on), "value": format(row.value.normalize(), "f")}
