"""A template of the company's, and its running experiment, whose plan may become one."""

from typing import Any

from experiments.states import Publication
from tests.rows.experiments import make_experiment
from tests.rows.patterns import make_pattern
from tests.world import World


def patterns(world: World) -> dict[str, dict[str, Any]]:
    row = make_experiment(world, "running", publication=Publication.OPEN)
    return {"patterns": {"pk": make_pattern(world.company).pk}, "patterns:save": {"pk": row.pk}}
