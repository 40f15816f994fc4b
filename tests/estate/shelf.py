"""The company's idea that rests on the shelf."""

from typing import Any

from tests.rows.experiments import make_experiment
from tests.rows.shelf import make_rest
from tests.world import World


def shelf(world: World) -> dict[str, dict[str, Any]]:
    experiment = make_experiment(world, "idea")
    make_rest(experiment)
    return {"shelf": {"pk": experiment.pk}}
