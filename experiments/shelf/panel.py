"""What an experiment's page in a workspace says of the shelf."""

from typing import Any

from experiments.models import Experiment
from experiments.shelf.models import Rest
from experiments.shelf.permissions import can_shelve
from experiments.shelf.states import RESTABLE
from mint.tenancy.context import Request


def resting_of(request: Request, experiment: Experiment) -> Rest | None:
    rows = Rest.objects.visible_to(request.actor).on_the_shelf().filter(experiment=experiment)
    found: Rest | None = rows.select_related("experiment").first()
    return found


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    acting = getattr(request, "acting_for", None)
    if acting is None or experiment.state not in RESTABLE:
        return None
    rest, may_shelve = resting_of(request, experiment), can_shelve(request.actor, experiment)
    if rest is None and not may_shelve:
        return None
    return {"experiment": experiment, "rest": rest, "may_shelve": may_shelve, "acting_for": acting}
