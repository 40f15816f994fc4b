"""Experiments of the company with a partner, in the state a test needs."""

from collections.abc import Callable
from typing import Any

import pytest

from experiments.models import Experiment, Metric
from experiments.states import State
from mint.isolation import context
from tests.rows.experiments import make_experiment
from tests.world import World

Make = Callable[..., Experiment]


@pytest.fixture
def make(world: World) -> Make:
    """`make("running", **columns)`: owned by the company, with the partner, in the municipality and the project."""

    def build(state: str = State.PLANNING, **columns: Any) -> Experiment:
        with context.system("test"):
            return make_experiment(world, state, **columns)

    return build


def now_in_database(experiment: Experiment) -> Experiment:
    with context.system("test"):
        return Experiment.objects.get(pk=experiment.pk)


def metric_of(experiment: Experiment) -> Metric:
    with context.system("test"):
        return Metric.objects.select_related("organisation").filter(experiment=experiment).earliest("id")
