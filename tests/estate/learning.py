"""A lesson of the company's decided experiment."""

from typing import Any

from tests.rows.experiments import make_experiment
from tests.rows.learning import make_lesson
from tests.world import World


def learning(world: World) -> dict[str, dict[str, Any]]:
    experiment = make_experiment(world, "decided")
    return {"learning": {"pk": experiment.pk, "lesson": make_lesson(experiment).pk}}
