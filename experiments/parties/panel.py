"""Who takes part as what, on the experiment's page in a workspace and on its public one, where something is said of it."""

from typing import Any

from experiments.models import Experiment
from experiments.parties.models import PartyRole
from experiments.parties.permissions import can_compose
from experiments.parties.states import ENDED
from mint.tenancy.context import Request


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    acting = getattr(request, "acting_for", None)
    rows = list(
        PartyRole.objects.visible_to(request.actor)
        .filter(experiment=experiment)
        .select_related("member")
        .defer("experiment")
    )
    may_compose = acting is not None and can_compose(request.actor, experiment) and experiment.state not in ENDED
    if not rows and not may_compose:
        return None
    return {"rows": rows, "experiment": experiment, "acting_for": acting, "may_compose": may_compose}
