"""The demo's purchases: one that was decided after the experiment, and one that is being prepared."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from experiments.models import Experiment
from experiments.purchasing import actions, workflow
from experiments.purchasing.models import Purchase, Threshold
from experiments.purchasing.states import Audience, Kind, Procedure
from experiments.purchasing.thresholds import ensure
from experiments.replication.seed import ROWS as AGAIN
from experiments.seed import Story
from experiments.seed_rows import ROWS
from experiments.states import DECIDED
from mint import clock
from mint.tenancy.roles import Kind as Buyer

if TYPE_CHECKING:
    from mint.management.seeding import World

BOUGHT: dict[str, Any] = {
    "title": "Kosteus- ja lämpöanturit vuokramökkeihin",
    "kind": Kind.GOODS,
    "value": Decimal(18400),
    "supplier": "",
    "procedure": Procedure.QUOTES,
    "exception": "",
    "grounds": "Kokeilussa käynnit vähenivät lähes puoleen. Kolmelta toimittajalta pyydettiin tarjous samalla kuvauksella, "
    "ja edullisin täytti kuuluvuusvaatimuksen myös lumen alla.",
}
PREPARED: dict[str, Any] = {
    "title": "Lähiruoan yhteiskuljetukset kahdeksi vuodeksi",
    "kind": Kind.GOODS,
    "value": Decimal(72000),
    "supplier": "",
    "procedure": Procedure.QUOTES,
    "exception": "",
    "grounds": "",
}
SAID = (
    (Audience.PARTNER, "Antureita tarvitaan 24, kaksi jokaiseen mökkiin. Toimitus huhtikuun loppuun mennessä."),
    (Audience.ONE, "Kolmessa mökissä kenttä on heikko, joten tarjouksessa on oltava toistin. Kenttämittaukset saa kunnalta."),
)  # fmt: skip


def seed(world: "World") -> None:
    ensure(Threshold)
    for key, values in (("K19", BOUGHT), ("K07", PREPARED)):
        found = world.objects.get(key)
        experiment = Experiment.objects.filter(pk=found.pk, state__in=DECIDED).first() if found else None
        if experiment is None:
            continue
        buyer = Story(world, next(row for row in (*ROWS, *AGAIN) if row.key == key)).coordinator
        days = 20 if values is BOUGHT else 2
        with clock.set_to(clock.now() - timedelta(days=days)):
            begins_on = clock.today() + timedelta(days=3)
            made = actions.begin(
                experiment, actor=buyer, kind=Buyer.MUNICIPALITY, values={**values, "begins_on": begins_on}
            )
        if values is BOUGHT:
            _go_on(made, buyer)


def _go_on(purchase: Purchase, buyer: Any) -> None:
    for days, (audience, what) in zip((16, 12), SAID, strict=True):
        with clock.set_to(clock.now() - timedelta(days=days)):
            actions.tell(purchase, actor=buyer, told_on=clock.today(), audience=audience, what=what)
    with clock.set_to(clock.now() - timedelta(days=4)):
        workflow.decide(purchase, actor=buyer)
