"""A running experiment of the company, and a device with a key to it."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from experiments.models import Measurement
from experiments.states import State
from mint import clock
from mint.isolation import context
from tests.rows.experiments import make_experiment
from tests.rows.sensing import TOKEN, make_key


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def experiment(world):
    with context.system("test"):
        return make_experiment(world, State.RUNNING)


@pytest.fixture
def metric(experiment):
    with context.system("test"):
        return experiment.metrics.get()


@pytest.fixture
def key(world, experiment, metric):
    with context.system("test"):
        return make_key(world, experiment)


@pytest.fixture
def send(db):
    """`send(experiment, [values], key=…)`: as a device does, with no session; the token that is not given is the key's."""

    def sent(experiment, rows, *, token=TOKEN, client=None, body=None, content_type="application/json", **headers):
        content = json.dumps({"measurements": rows}) if body is None else body
        given = {
            "Authorization": f"Bearer {token}",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return (client or Client()).post(
            reverse("sensing_api:measurements", args=[experiment.pk]), content, content_type=content_type, headers=given
        )

    return sent


def at(days_ago=1, hour=8):
    return clock.at(clock.today() - timedelta(days=days_ago), hour).isoformat()


def values():
    with context.system("test"):
        return [(row.value, row.source) for row in Measurement.objects.order_by("measured_at", "id")]
