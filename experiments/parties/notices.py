"""Whom a new party hears of: itself."""

from experiments.models import Experiment
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def joined(experiment: Experiment, organisation_id: int, actor: Actor) -> None:
    notify(
        "experiment_party_joined",
        Recipients(organisations=[organisation_id]),
        path=experiment.get_go_url(),
        context={"title": experiment.title, "owner": experiment.organisation.name},
        but=actor.user_id,
    )
