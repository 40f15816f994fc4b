"""The demo's sensor: how full the waste containers are, four times a day, with the days in between on which it was silent."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from experiments.models import Experiment
from experiments.sensing import actions
from experiments.sensing.reading import Sent
from experiments.series import Point
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

MEASURED, OWNER = "K11", "coord_luumaki"
HOURS = (0, 6, 12, 18)
SILENT = range(12, 15)  # days from the start


def seed(world: "World") -> None:
    experiment = world.objects.get(MEASURED)
    if not isinstance(experiment, Experiment) or experiment.starts_on is None:
        return
    owner = next(key for key, each in world.organisations.items() if each.pk == experiment.organisation_id)
    actor = world.actor(OWNER if owner == "luumaki" else f"owner_{owner.lower()}")
    metric = experiment.metrics.filter(is_primary=False).first()
    if metric is None:
        return
    with clock.set_to(clock.at(experiment.starts_on, 10)):
        key, _token = actions.make_key(
            experiment, actor=actor, name="Pinta-anturit, viisi astiaa", metrics=[metric], days=183
        )
    for week in range(0, (clock.today() - experiment.starts_on).days, 7):
        sent = [
            Sent("", metric.pk, _point(experiment, day, hour))
            for day in range(week, week + 7)
            for hour in HOURS
            if day not in SILENT
        ]
        due = [each for each in sent if each.point.at and each.point.at <= clock.now()]
        if due and due[-1].point.at:
            with clock.set_to(due[-1].point.at):
                actions.deliver(key, experiment, actor=actor, sent=due)


def _point(experiment: Experiment, day: int, hour: int) -> Point:
    """The containers fill in some three days, and are emptied the sooner the longer the experiment has gone on."""
    assert experiment.starts_on is not None
    on = experiment.starts_on + timedelta(days=day)
    period = 78 if day < 21 else 66
    hours = (day * 24 + hour) % period
    value = 28 + Decimal(hours * 10 % 640 + (day * 7 + hour) % 11) / 10
    return Point(on, value, at=datetime.combine(on, time(hour), tzinfo=clock.LOCAL))
