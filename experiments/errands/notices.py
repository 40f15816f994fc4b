"""Which messages a task causes: it was given to somebody, or its day is near or over."""

from experiments.errands.models import Errand
from experiments.models import Experiment
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def _tell(kind: str, errand: Errand, *, but: int | None = None, **more: str) -> None:
    notify(
        kind,
        Recipients(users=[errand.responsible_id or 0]),
        path=errand.experiment.get_go_url(),
        context={"title": errand.experiment.title, "text": errand.text, "day": str(errand.due_on), **more},
        but=but,
    )


def given(errand: Errand, actor: Actor) -> None:
    """To whom it was given, unless they took it themselves."""
    _tell("experiment_task_given", errand, but=actor.user_id)


def due(errand: Errand, *, is_late: bool) -> None:
    _tell("experiment_task_due", errand, late="yes" if is_late else "")


def returned(experiment: Experiment, count: int) -> None:
    """To the owner: so many of its tasks have nobody to do them."""
    notify(
        "experiment_tasks_returned",
        Recipients(organisations=[experiment.organisation_id]),
        path=experiment.get_go_url(),
        context={"title": experiment.title, "count": count},
    )
