"""When a metric's next value is due by its plan, and which are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from experiments.models import Experiment, Metric
from experiments.states import DAYS_OF, Frequency, State
from mint import clock

GRACE = timedelta(days=1)  # between the day it was due and the reminder
GRACE_OF_DAILY = timedelta(days=2)


@dataclass(frozen=True)
class Due:
    """The next value of a metric, and its day."""

    metric: Metric
    on: date

    @property
    def is_to_remind(self) -> bool:
        grace = GRACE_OF_DAILY if self.metric.frequency == Frequency.DAILY else GRACE
        return self.on + grace <= clock.today()


def dues(experiment: Experiment, metrics: Iterable[Metric]) -> list[Due]:
    """Of each metric whose plan says how often, or on which the decision rests; `with_last` metrics. The earliest first.

    A week after the last value where the plan does not say; nothing is due while the experiment is paused.
    """
    if experiment.state != State.RUNNING or experiment.started_at is None:
        return []
    began = clock.day_of(experiment.started_at)
    found = []
    for metric in metrics:
        days = DAYS_OF[metric.frequency]
        if days is not None and (metric.frequency or metric.is_primary):
            last: date | None = getattr(metric, "last_on", None)
            found.append(Due(metric, max(last or began, began) + timedelta(days=days)))
    return sorted(found, key=lambda due: due.on)
