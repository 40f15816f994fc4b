"""A running experiment with the key of a sensor."""

from typing import Any

from experiments.states import Publication
from tests.rows.experiments import make_experiment
from tests.rows.sensing import make_key
from tests.world import World


def sensing(world: World) -> dict[str, dict[str, Any]]:
    row = make_experiment(world, "running", publication=Publication.OPEN)
    return {"sensing": {"pk": row.pk, "key": make_key(world, row).pk}, "sensing_api": {"pk": row.pk}}
