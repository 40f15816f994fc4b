"""What an experiment's page in a workspace says of its tasks: the next ones, and how many wait."""

from typing import Any

from experiments.errands.models import Errand
from experiments.errands.permissions import can_give
from experiments.errands.querysets import ENDED
from experiments.models import Experiment
from mint.tenancy.context import Request

SHOWN = 4


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    acting = getattr(request, "acting_for", None)
    if acting is None:
        return None
    rows = Errand.objects.visible_to(request.actor).filter(experiment=experiment).undone().select_related("responsible")
    undone = list(rows[: SHOWN + 1])
    return {
        "errands": undone[:SHOWN],
        "has_more": len(undone) > SHOWN,
        "experiment": experiment,
        "acting_for": acting,
        "may_give": can_give(request.actor, experiment) and experiment.state not in ENDED,
    }
