"""What an experiment's page in a workspace says of its consents: how many there are."""

from typing import Any

from experiments.consents.counting import counted
from experiments.consents.permissions import can_record
from experiments.models import Experiment
from mint.tenancy.context import Request


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    acting = getattr(request, "acting_for", None)
    if acting is None:
        return None
    return {
        "counted": counted(experiment, request.actor),
        "experiment": experiment,
        "acting_for": acting,
        "may_record": can_record(request.actor, experiment),
    }
