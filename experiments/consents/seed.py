"""The demo's consents: twelve home-care clients by their codes, a text that was made clearer, one consent taken back."""

from datetime import timedelta
from typing import TYPE_CHECKING

from experiments.consents import actions
from experiments.consents.states import Fate
from experiments.models import Experiment
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

OF = "K10"
FIRST = (
    "Pyydämme teitä mukaan kokeiluun, jossa liikkeestä kerrotaan hoitajalle. Liikkeestä tallennetaan vain tunnin tarkkuus, ja "
    "tiedot poistetaan kuukauden kuluttua kokeilusta. Voitte perua suostumuksenne milloin tahansa."
)
SECOND = (
    f"{FIRST}\n\nJos perutte suostumuksen, teistä kerätyt tiedot poistetaan viikon kuluessa. Peruminen ei vaikuta "
    "kotihoitoonne."
)
SWEDISH = (
    "Vi ber er delta i ett försök där vårdaren får veta om ni rör er. Rörelsen sparas bara på en timme när, och uppgifterna "
    "raderas en månad efter försöket. Ni kan när som helst ta tillbaka ert samtycke."
)


def seed(world: "World") -> None:
    experiment = world.objects.get(OF)
    if not isinstance(experiment, Experiment) or experiment.starts_on is None:
        return
    owner = next(key for key, each in world.organisations.items() if each.pk == experiment.organisation_id)
    is_town = world.organisations[owner].kind == "municipality"
    actor = world.actor(f"coord_{owner}" if is_town else f"owner_{owner.lower()}")
    begun = experiment.starts_on
    experiment = Experiment.objects.with_people().get(pk=experiment.pk)
    with clock.set_to(clock.at(begun - timedelta(days=6), 10)):
        text = actions.write(experiment, actor=actor, language="fi", text=FIRST)
        actions.give(text, actor=actor, codes=[f"K{n:02}" for n in range(1, 9)], on=clock.today())
    with clock.set_to(clock.at(begun - timedelta(days=2), 10)):
        text = actions.write(experiment, actor=actor, language="fi", text=SECOND)
        actions.give(text, actor=actor, codes=[f"K{n:02}" for n in range(9, 12)], on=clock.today())
        swedish = actions.write(experiment, actor=actor, language="sv", text=SWEDISH)
        actions.give(swedish, actor=actor, codes=["K12"], on=clock.today())
    with clock.set_to(clock.at(begun + timedelta(days=16), 10)):
        withdrawal = actions.Withdrawal(clock.today(), Fate.DELETED, "Poistettu näkymästä ja varmuuskopiosta.")
        actions.withdraw(experiment, code="K05", withdrawal=withdrawal, actor=actor)
