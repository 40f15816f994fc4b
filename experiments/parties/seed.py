"""The demo's parties: who does what where the waste containers are emptied by need, with the university as a party that joined."""

from datetime import timedelta
from typing import TYPE_CHECKING

from experiments.models import Experiment
from experiments.parties import actions
from experiments.parties.states import Part
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

OF, JOINS = "K11", "lab"


def seed(world: "World") -> None:
    experiment = world.objects.get(OF)
    if not isinstance(experiment, Experiment) or experiment.starts_on is None:
        return
    day = experiment.starts_on - timedelta(days=3)
    experiment = Experiment.objects.with_people().get(pk=experiment.pk)
    owner = next(key for key, each in world.organisations.items() if each.pk == experiment.organisation_id)
    is_town = experiment.organisation.kind == "municipality"
    actor = world.actor(f"coord_{owner}" if is_town else f"owner_{owner.lower()}")
    with clock.set_to(clock.at(day, 10)):
        said = actions.Said(Part.SOLUTION, "Tuo anturit ja ajaa tyhjennyskierrokset.")
        actions.say(experiment, experiment.organisation, said, actor=actor)
        for party in [each.party for each in experiment.parties.all()]:
            actions.say(experiment, party, actions.Said(Part.SITE, "Antaa kierrätyspisteet."), actor=actor)
        joins = world.organisation(JOINS)
        if joins.pk not in experiment.party_ids:
            method = actions.Said(Part.METHOD, "Ohjaa mittausta ja tulkitsee tuloksen.")
            actions.join(experiment, joins, method, actor=actor)
