"""Which messages a replication causes: the owner of what is tried again hears of it."""

from experiments.models import Experiment
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def replicated(experiment: Experiment, source: Experiment, actor: Actor) -> None:
    notify(
        "experiment_replicated",
        Recipients(organisations=[source.organisation_id]),
        path=source.get_go_url(),
        context={
            "title": source.title,
            "by": experiment.organisation.name,
        },
        but=actor.user_id,
    )
