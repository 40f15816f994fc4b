"""What is late by the plan is reminded of once, and stands in the duties until it is there."""

from datetime import timedelta

import pytest

from experiments.lateness import dues
from experiments.models import Metric
from experiments.reminding import remind_due
from experiments.states import Frequency, State
from mint import clock
from mint.isolation import context
from mint.outbox.models import Job
from tests.experiments.conftest import metric_of
from tests.rows.experiments import add_measurement, add_metric


@pytest.fixture
def running(make):
    """`running(days)`: began so many days ago, and goes on."""

    def build(days=30, **columns):
        today = clock.today()
        return make(
            State.RUNNING,
            started_at=clock.now() - timedelta(days=days),
            starts_on=today - timedelta(days=days),
            ends_on=today + timedelta(days=60),
            **columns,
        )

    return build


def due_in(experiment):
    """Days until each metric's next value, the earliest first."""
    with context.system("test"):
        return [(due.on - clock.today()).days for due in dues(experiment, experiment.metrics.with_last())]


def told():
    with context.system("test"):
        rows = Job.objects.filter(task="notifications.deliver", arguments__kind="experiment_measurement_late")
        return [row.arguments["context"] for row in rows.order_by("id")]


@pytest.mark.parametrize(
    ("frequency", "days"),
    [("", [4]), (Frequency.DAILY, [-2]), (Frequency.WEEKLY, [4]), (Frequency.FORTNIGHTLY, [11]), (Frequency.MONTHLY, [28]), (Frequency.ENDS, [])],
)  # fmt: skip
def test_the_next_value_is_due_as_the_plan_says(frequency, days, running):
    experiment = running()
    with context.system("test"):
        Metric.objects.update(frequency=frequency)
        add_measurement(metric_of(experiment), 3, 4)
    assert due_in(experiment) == days


def test_before_the_first_value_the_start_counts_and_another_metric_only_if_its_plan_says(running):
    experiment = running(days=10)
    with context.system("test"):
        add_metric(experiment, name="Sateet", is_primary=False)
    assert due_in(experiment) == [-3]
    with context.system("test"):
        add_metric(experiment, name="Tuulet", is_primary=False, frequency="daily")
    assert due_in(experiment) == [-9, -3]


def test_nothing_is_due_while_paused_or_before_the_start(make):
    for state in (State.PAUSED, State.APPROVED, State.EVALUATING):
        assert due_in(make(state)) == []


@pytest.mark.services
def test_who_measures_is_reminded_once_of_each_value(running):
    experiment = running()
    metric = metric_of(experiment)
    with context.system("test"):
        add_measurement(metric, 9, 4)
        assert [remind_due(), remind_due()] == [1, 0]
    assert [said["names"] for said in told()] == [str(metric)]
    with context.system("test"):
        add_measurement(metric, 0, 4)
        assert remind_due() == 0


def test_there_is_a_day_of_grace(running):
    experiment = running()
    with context.system("test"):
        add_measurement(metric_of(experiment), 7, 4)
        assert remind_due() == 0
    assert due_in(experiment) == [0]


def test_an_ended_experiment_is_reminded_of_nothing(make):
    make(State.RUNNING, started_at=clock.now() - timedelta(days=50))
    with context.system("test"):
        assert remind_due() == 0
