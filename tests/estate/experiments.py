"""An experiment that runs, one that is planned, one that is not for the public."""

from typing import Any

from experiments.models import Experiment
from experiments.states import Publication
from tests.rows.experiments import add_measurement, add_occurrence, make_experiment
from tests.world import World


def experiments(world: World) -> dict[str, dict[str, Any]]:
    def parts(row: Experiment) -> dict[str, Any]:
        metric = row.metrics.get()
        return {
            "pk": row.pk,
            "slug": row.slug,
            "metric": metric.pk,
            "measurement": add_measurement(metric, 3, "2.5").pk,
            "occurrence": add_occurrence(row).pk,
        }

    decided = make_experiment(world, "decided", publication=Publication.OPEN)
    return {
        "experiments:summary": {"pk": decided.pk},
        "experiments": parts(make_experiment(world, "running", publication=Publication.OPEN)),
        "experiments@planning": parts(make_experiment(world, "planning", publication=Publication.OPEN)),
        "experiments@unpublished": parts(make_experiment(world, "running", publication=Publication.NONE)),
    }
