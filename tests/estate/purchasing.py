"""The municipality's purchase after the company's decided experiment, and what was told of it."""

from typing import Any

from tests.rows.experiments import make_experiment
from tests.rows.purchasing import make_purchase, make_told
from tests.world import World


def purchasing(world: World) -> dict[str, dict[str, Any]]:
    experiment = make_experiment(world, "decided")
    purchase = make_purchase(experiment, world.municipality, made_by=world.people["coordinator"])
    make_told(purchase)
    of_experiment = {"pk": experiment.pk}
    return {
        "purchasing": {"pk": purchase.pk}, "purchasing:told": of_experiment, "purchasing:begin": of_experiment
    }  # fmt: skip
