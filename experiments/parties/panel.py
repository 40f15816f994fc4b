"""Who takes part as what, on the experiment's page in a workspace and on its public one, where something is said of it."""

from typing import Any

from experiments.models import Experiment, PartyInvitation
from experiments.parties.models import PartyRole
from experiments.parties.permissions import can_compose, can_leave
from experiments.parties.states import ENDED
from mint.tenancy.context import Request


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    acting = getattr(request, "acting_for", None)
    rows = PartyRole.objects.visible_to(request.actor).filter(experiment=experiment)
    is_open = acting is not None and experiment.state not in ENDED
    shown = {
        "rows": list(rows.select_related("member").defer("experiment")),
        "asked": _asked(request, experiment) if is_open else [],
        "may_compose": is_open and can_compose(request.actor, experiment),
        "may_leave": is_open and can_leave(request.actor, experiment),
    }
    return {**shown, "experiment": experiment, "acting_for": acting} if any(shown.values()) else None


def _asked(request: Request, experiment: Experiment) -> list[PartyInvitation]:
    """Who has not answered yet: for those inside."""
    rows = PartyInvitation.objects.visible_to(request.actor).waiting().filter(experiment=experiment)
    return list(rows.select_related("member").defer("experiment"))
