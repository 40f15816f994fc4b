"""A key of a sensor, by which values can be sent."""

from datetime import timedelta
from typing import Any

from experiments.models import Experiment
from experiments.sensing.actions import KIND, PREFIX
from experiments.sensing.models import Key
from mint import clock
from mint.sealing import hashed
from tests.world import World

TOKEN = PREFIX + "k" * 43


def make_key(world: World, experiment: Experiment, token: str = TOKEN, **columns: Any) -> Key:
    """Of the company's editor, for every metric of the experiment, unless it is said otherwise."""
    values: dict[str, Any] = {
        "organisation": experiment.organisation,
        "experiment": experiment,
        "made_by": world.people["editor"],
        "made_for": world.company,
        "name": "Pinta-anturi",
        "metric_ids": list(experiment.metrics.values_list("pk", flat=True)),
        "token_hash": hashed(KIND, token),
        "ending": token[-4:],
        "expires_at": clock.now() + timedelta(days=30),
    }
    return Key.objects.create(**(values | columns))
