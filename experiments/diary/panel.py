"""What an experiment's page in a workspace says of its diary: how much there is, and the last of it."""

from typing import Any

from experiments.diary.models import DiaryNote
from experiments.diary.permissions import ENDED, can_write
from experiments.models import Experiment
from mint.tenancy.context import Request


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    """Nothing on the public page: the diary is of those inside."""
    acting = getattr(request, "acting_for", None)
    if acting is None:
        return None
    newest = list(DiaryNote.objects.visible_to(request.actor).filter(experiment=experiment).defer("experiment")[:2])
    return {
        "newest": newest,
        "experiment": experiment,
        "acting_for": acting,
        "may_write": can_write(request.actor, experiment) and experiment.state not in ENDED,
    }
