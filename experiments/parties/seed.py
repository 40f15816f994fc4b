"""The demo's parties: who does what where the waste containers are emptied by need, with the university as a party that joined."""

from datetime import timedelta
from typing import TYPE_CHECKING

from experiments.models import Experiment
from experiments.parties import actions, workflow
from experiments.parties.states import ENDED
from experiments.states import Part
from mint import clock
from mint.actor import Actor

if TYPE_CHECKING:
    from mint.management.seeding import World

OF, JOINS, ANSWERS, ASKED = "K11", "lab", "curator_lab", "lut"


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
        said = workflow.Said(Part.SOLUTION, "Tuo anturit ja ajaa tyhjennyskierrokset.")
        actions.say(experiment, experiment.organisation, said, actor=actor)
        for party in [each.party for each in experiment.parties.all()]:
            actions.say(experiment, party, workflow.Said(Part.SITE, "Antaa kierrätyspisteet."), actor=actor)
        joins = world.organisation(JOINS)
        if joins.pk not in experiment.party_ids:
            method = workflow.Said(Part.METHOD, "Ohjaa mittausta ja tulkitsee tuloksen.")
            asks = "Kokeilemme jätepisteiden tyhjennystä tarpeen mukaan. Lähtisittekö ohjaamaan mittausta?"
            row = workflow.invite(experiment, joins, method, message=asks, actor=actor)
            with clock.set_to(clock.at(day, 15)):
                workflow.accept(row, actor=world.actor(ANSWERS))
    _ask(experiment, world, actor)


def _ask(experiment: Experiment, world: "World", actor: Actor) -> None:
    """One that has not answered yet: it waits in that university's queue."""
    if experiment.state not in ENDED:
        message = "Mittaamme jätepisteiden täyttymistä antureilla. Tarvitsemme laitoksen, joka tarkistaa laskelman."
        said = workflow.Said(Part.MEASURING, "Tarkistaa laskelman.")
        with clock.set_to(clock.now() - timedelta(days=2)):
            workflow.invite(experiment, world.organisation(ASKED), said, message=message, actor=actor)
