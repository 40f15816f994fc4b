"""The demo's tasks: one that is late, two that are ahead, one that was done; between the owner and the coordinator."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from experiments.errands import actions, reminding
from experiments.errands.models import Errand
from experiments.models import Experiment
from mint import clock
from mint.isolation import context

if TYPE_CHECKING:
    from mint.management.seeding import World

OF = "K12"
# who gives it and who does it; days from today to its day; was it done
TASKS = (
    ("owner", "owner", "Sovi järjestöjen kanssa, kuka ilmoittaa tapahtuman", -12, True),
    ("owner", "owner", "Kysy viideltä järjestöltä, mikä ilmoittamisessa takkuaa", -2, False),
    ("owner", "coordinator", "Pyydä kirjastolta syksyn tapahtumat kalenteriin", 5, False),
    ("coordinator", "owner", "Kokoa palaute yhdelle sivulle arviointia varten", 12, False),
)


def seed(world: "World") -> None:
    experiment = world.objects.get(OF)
    if not isinstance(experiment, Experiment):
        return
    experiment = Experiment.objects.with_people().get(pk=experiment.pk)
    people = _people(world, experiment)
    for giver, doer, text, days, is_done in TASKS:
        day = clock.today() + timedelta(days=days)
        wanted = actions.Wanted(text, day, people[doer].user_id or 0)
        with clock.set_to(clock.at(day - timedelta(days=14), 10)), context.acting(people[giver].user_id):
            errand = actions.give(experiment, wanted, actor=people[giver], form_key=uuid.uuid4())
        if is_done:
            with clock.set_to(clock.at(day - timedelta(days=1), 14)):
                actions.mark(errand, actor=people[doer], is_done=True)
    if Errand.objects.filter(experiment=experiment).exists():
        reminding.remind_due()


def _people(world: "World", experiment: Experiment) -> dict[str, Any]:
    """Where a municipality owns it, its coordinator gives and does all."""
    owner = next(key for key, each in world.organisations.items() if each.pk == experiment.organisation_id)
    place = next(key for key, each in world.municipalities.items() if each.pk == experiment.municipality_id)
    coordinator = world.actor(f"coord_{place}")
    is_own = world.organisations[owner].kind == "municipality"
    return {"coordinator": coordinator, "owner": coordinator if is_own else world.actor(f"owner_{owner.lower()}")}
