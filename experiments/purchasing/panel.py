"""What an experiment's pages say of purchases: what was told to bidders, and the buyer's own."""

from typing import Any

from experiments.models import Experiment
from experiments.purchasing.models import Purchase, Told
from experiments.purchasing.permissions import can_begin
from experiments.states import DECIDED
from mint.tenancy.context import Request


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    """Nothing is asked before the decision."""
    if experiment.state not in DECIDED:
        return None
    acting = getattr(request, "acting_for", None)
    has_told = Told.objects.visible_to(request.actor).filter(experiment=experiment).exists()
    own: list[Purchase] = []
    if acting is not None:
        rows = Purchase.objects.visible_to(request.actor)
        own = list(rows.filter(experiment=experiment, organisation_id=acting.id)[:5])
    may_begin = acting is not None and can_begin(request.actor, acting.kind, experiment)
    if not (has_told or own or may_begin):
        return None
    return {
        "experiment": experiment,
        "purchases": own,
        "has_told": has_told,
        "may_begin": may_begin,
        "acting_for": acting,
    }
