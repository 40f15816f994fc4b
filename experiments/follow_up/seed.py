"""The demo's follow-ups: the calendar runs on the days it would have, and who got the mail answers by its link."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from experiments.follow_up import actions, answering, calendar
from experiments.follow_up.models import Asking, Round
from experiments.follow_up.states import FOLLOWED, OPEN, PAUSE, Answer, Place, Step
from experiments.models import Experiment
from mint import clock
from mint.outbox import bounces
from mint.outbox.models import Mail

if TYPE_CHECKING:
    from mint.management.seeding import World


class Said(NamedTuple):
    """An answer by the link; `of` is the contact who gives it. Without an answer there is silence."""

    answer: str
    cost: str = ""
    owner: str = ""
    note: str = ""
    of: Place = Place.FIRST


STORY: dict[tuple[str, int], Said] = {
    ("K01", 3): Said(Answer.ADOPTED, "5200", "Taipalsaaren elinvoimapalvelut", "", Place.SECOND),
    ("K01", 6): Said(Answer.SCALED, "7400", "Taipalsaaren elinvoimapalvelut", "Mukana on nyt yksitoista majoitusyritystä."),
    ("K01", 12): Said(Answer.SCALED, "6900", "Yritysten yhteinen markkinointirengas"),
    ("K02", 3): Said(Answer.CHANGED, "1900", "Yrityksen myynti", "Laskuri toimii nyt taulukossa, ei omana sovelluksenaan."),
    ("K02", 12): Said(Answer.STOPPED, "0", "", "Uusi toiminnanohjausjärjestelmä laskee tarjoukset.", Place.SECOND),
    ("K03", 3): Said(Answer.ADOPTED, "980", "Huoltoyhtiön työnjohto"),
    ("K03", 6): Said(Answer.SCALED, "3100", "Huoltoyhtiön työnjohto", "Antureita on kolmessakymmenessä mökissä."),
    ("K04", 3): Said(Answer.ADOPTED, "600", "Tuotannon suunnittelu"),
    ("K04", 6): Said(Answer.ADOPTED, "600", "Tuotannon suunnittelu"),
    ("K05", 3): Said(Answer.ADOPTED, "2100", "Kirjasto"),
    ("K05", 6): Said(Answer.SCALED, "2800", "Kirjasto", "Digitorstai pidetään nyt myös sivukirjastossa."),
    ("K05", 12): Said(Answer.SCALED, "2800", "Kirjasto"),
    ("K19", 3): Said(Answer.ADOPTED, "1450", "Kiinteistöhuolto"),
    ("K07", 3): Said(Answer.ADOPTED, "4300", "Ruokapalvelut"),
    ("K07", 6): Said(Answer.CHANGED, "3900", "Ruokapalvelut", "Tilaukset kootaan joka toinen viikko."),
    ("K07", 12): Said(Answer.CHANGED, "3900", "Ruokapalvelut"),
}  # fmt: skip
CAME_BACK = ("K01", 3)  # to an address that had been closed
HEARD = ("K04", 12)  # silent, and then asked by telephone
NAMED = "K18"
PEOPLE = {
    Place.FIRST: {"name": "Teknisen toimen palvelupiste", "email": "palvelupiste@luumaki.example", "language": "fi"},
    Place.SECOND: {"name": "Reittien hoitoryhmä", "email": "reitit@luumaki.example", "language": "fi"},
}  # fmt: skip


def seed(world: "World") -> None:
    keys = {world.objects[key].pk: key for key in world.objects if re.fullmatch(r"K\d\d", key)}
    named = Experiment.objects.filter(pk=world.objects[NAMED].pk).first() if NAMED in world.objects else None
    if named and named.decision in FOLLOWED:
        actions.name_contacts(named, people=PEOPLE, actor=world.actor("curator_lut"))
    for day in _days(keys):
        with clock.set_to(clock.at(day, 9)):
            calendar.tend()
            _come_back(keys)
        with clock.set_to(clock.at(day, 13)):
            _answered(keys)
    _heard(world, keys)
    calendar.tend()


def _days(keys: dict[int, str]) -> list[date]:
    """Every day on which the calendar has something to do, up to yesterday."""

    def all_days() -> Iterator[date]:
        for experiment in Experiment.objects.filter(pk__in=keys, decision__in=FOLLOWED):
            for _months, due in calendar.planned(experiment):
                yield from (due + PAUSE * step for step in range(4))

    return sorted({day for day in all_days() if day < clock.today()})


def _open(keys: dict[int, str]) -> Iterator[tuple[tuple[str, int], Round, Asking]]:
    for row in Round.objects.filter(step__in=OPEN, experiment_id__in=keys):
        asking = row.askings.order_by("-id").first()
        if asking:
            yield (keys[row.experiment_id], row.months), row, asking


def _come_back(keys: dict[int, str]) -> None:
    for place, _row, asking in _open(keys):
        if place == CAME_BACK and asking.place == Place.FIRST and asking.mail_key:
            bounces.note(bounces.Bounce(asking.mail_key, "5.1.1"))
            calendar.take_bounces()


def _answered(keys: dict[int, str]) -> None:
    """The mail's own link is followed."""
    for place, _row, asking in _open(keys):
        said = STORY.get(place)
        if said is None or asking.place != said.of or asking.mail_key is None:
            continue
        text = Mail.objects.get(key=asking.mail_key).text
        found = re.search(r"/seuranta/([\w-]{43})/", text)
        assert found, "the mail has no link"
        answering.answer(found[1], answer=said.answer)
        cost = Decimal(said.cost) if said.cost else None
        answering.detail(found[1], annual_cost=cost, owned_by=said.owner, note=said.note)


def _heard(world: "World", keys: dict[int, str]) -> None:
    """Old silences have been seen; one was asked about by telephone. The newest still waits for the coordinator."""
    for row in Round.objects.filter(step=Step.SILENT, experiment_id__in=keys).select_related("experiment"):
        if row.stepped_at is None or row.stepped_at > clock.now() - timedelta(days=365):
            continue
        with clock.set_to(row.stepped_at + timedelta(days=6)):
            curator = next(who for who in map(world.actor, ("curator_lab", "curator_lut")) if who.user_id)
            if (keys[row.experiment_id], row.months) == HEARD:
                told = actions.Heard(
                    Answer.STOPPED, Decimal(0), "", "Tuotantolinja lopetettiin, eikä ennustetta enää tarvita."
                )
                actions.write_down(row, told, actor=curator)
            else:
                actions.settle(row, actor=curator)
