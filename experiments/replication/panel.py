"""What an experiment's pages say of its family, and the way to try it again."""

from typing import Any

from experiments.models import Experiment
from experiments.replication.comparing import comparisons
from experiments.replication.family import family_of, with_metrics
from experiments.replication.models import Material
from experiments.replication.permissions import can_tell_context
from experiments.replication.words import said
from experiments.states import DECIDED
from mint.tenancy.context import Acting, Request


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    """The family's list with what it says together; nothing while nobody has tried it again."""
    family = family_of(experiment, request.actor)
    if not family.has_others:
        return None
    acting = getattr(request, "acting_for", None)
    own = family.lineages.get(experiment.pk)
    pooled = [each for each in comparisons(with_metrics(family, request.actor)) if each.pooled]
    return {
        "experiment": experiment,
        "family": family,
        "own": own,
        "acting_for": acting,
        "may_tell": acting is not None and own is not None and can_tell_context(request.actor, experiment),
        "materials": list(Material.objects.visible_to(request.actor).filter(experiment=experiment)) if acting else [],
        "sentences": [said(each)[:2] for each in pooled],
    }


def again(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    """For whoever writes for some organisation: the workspace one is in, else one's first."""
    if experiment.state not in DECIDED:
        return None
    acting: Acting | None = getattr(request, "acting_for", None)
    writing = acting if acting and acting.has_role("editor") else None
    if writing is None:
        writing = next((each for each in request.organisations if each.has_role("editor")), None)
    return {"experiment": experiment, "organisation": writing} if writing else None
