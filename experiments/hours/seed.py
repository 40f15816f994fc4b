"""The demo's work in kind: each owner's rates, what they promise when the plan is written, and one promise that grew."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from experiments.hours import actions
from experiments.hours.actions import Promise
from experiments.hours.models import Line, Tariff
from experiments.models import Experiment
from experiments.states import State
from mint.actor import Actor

if TYPE_CHECKING:
    from mint.management.seeding import World

EXPERT = {"name_fi": "Asiantuntijatyö", "name_sv": "Expertarbete", "name_en": "Expert work"}
ASSISTING = {"name_fi": "Avustava työ", "name_sv": "Assisterande arbete", "name_en": "Assisting work"}
SINCE, RISEN = date(2019, 1, 1), date(2027, 1, 1)
RATES = ((EXPERT, SINCE, "48.50"), (ASSISTING, SINCE, "29"), (EXPERT, RISEN, "51"))
PROMISED = (("Suunnittelu ja ohjaus", 0, 24, "Palaverit ja ohjeet."), ("Mittausten kirjaaminen", 1, 16, ""))


def give(experiment: Experiment, actor: Actor) -> None:
    """While the plan is written: the owner's own hours."""
    rates = _rates(actor)
    for work, rate, hours, note in PROMISED:
        actions.give(experiment, Promise(rates[rate], work, Decimal(hours), note), actor=actor)


def _rates(actor: Actor) -> list[Tariff]:
    return [
        actions.add_tariff(actor=actor, values={**names, "rate": Decimal(rate), "valid_from": since, "valid_until": None})
        for names, since, rate in RATES
    ]  # fmt: skip


def seed(world: "World") -> None:
    """One that runs took more hours than was planned: the change is a deviation with its reason."""
    rows = Experiment.objects.filter(
        pk__in=[each.pk for each in world.objects.values() if isinstance(each, Experiment)]
    )
    for experiment in rows.filter(state=State.RUNNING).order_by("pk")[:1]:
        line = Line.objects.filter(experiment=experiment).select_related("tariff", "experiment").first()
        writer = next((key for key in world.people if _writes(world.actor(key), line)), None)
        if line and writer:
            more = Promise(line.tariff, line.work, line.hours + 12, line.note)
            why = "Asennus vei kaksi päivää enemmän."
            actions.change(line, more, actor=world.actor(writer), version=line.version, reason=why)


def _writes(actor: Actor, line: Line | None) -> bool:
    return line is not None and actor.organisation_id == line.giver_id and actor.has_role(line.giver_id, "editor")
