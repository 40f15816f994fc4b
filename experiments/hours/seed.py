"""The demo's work in kind: each owner's rates, what they promise when the plan is written, and one promise that grew."""

from datetime import date, timedelta
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
SINCE, RISES = date(2019, 1, 1), date(2027, 1, 1)
RATES = (
    (EXPERT, SINCE, RISES - timedelta(days=1), "48.50"),
    (EXPERT, RISES, None, "51"),
    (ASSISTING, SINCE, None, "29"),
)
PROMISED = (
    ("Suunnittelu ja ohjaus", EXPERT, 24, "Palaverit ja ohjeet."),
    ("Mittausten kirjaaminen", ASSISTING, 16, ""),
)


def give(experiment: Experiment, actor: Actor) -> None:
    """While the plan is written: the owner's own hours."""
    rates = [rate for rate in _rates(actor) if rate.is_valid_on(experiment.starts_on)]
    for work, names, hours, note in PROMISED:
        rate = next(each for each in rates if each.name_fi == names["name_fi"])
        actions.give(experiment, Promise(rate, work, Decimal(hours), note), actor=actor)


def _rates(actor: Actor) -> list[Tariff]:
    return [
        actions.add_tariff(
            actor=actor, values={**names, "rate": Decimal(rate), "valid_from": since, "valid_until": until}
        )
        for names, since, until, rate in RATES
    ]


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
