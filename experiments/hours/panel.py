"""Cash, hours and their price together, beside the plan and on its form."""

from typing import Any

from experiments.hours.models import Line
from experiments.hours.summing import sums_of
from experiments.models import Experiment
from mint.tenancy.context import Acting, Request


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    """In the workspace only: money is the parties' and of those who watch over them."""
    acting: Acting | None = getattr(request, "acting_for", None)
    if acting is None or request.resolver_match is None or "organisation" not in request.resolver_match.kwargs:
        return None
    lines = Line.objects.visible_to(request.actor).filter(experiment=experiment)
    return {"sums": sums_of(experiment, lines), "experiment": experiment, "acting_for": acting}
