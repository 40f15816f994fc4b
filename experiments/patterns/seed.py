"""The demo's templates of plans: one of the project's university, one of a municipality."""

from typing import TYPE_CHECKING
from uuid import UUID

from experiments.models import Experiment
from experiments.patterns import actions
from experiments.permissions import can_plan
from experiments.states import DECIDED

if TYPE_CHECKING:
    from mint.actor import Actor
    from mint.management.seeding import World


def seed(world: "World") -> None:
    rows = list(Experiment.objects.filter(is_demo=True, state__in=DECIDED).prefetch_related("parties").order_by("pk"))
    curator = world.actor("curator_lab")
    shared = next((row for row in rows if curator.curates(row.project_id)), None)
    if shared:
        _save(shared, curator, "Elämyspaketti sesongin ulkopuolella", "Kun kysyntää siirretään hiljaiseen aikaan.", 1)
    people = map(world.actor, world.people)
    own = next(((row, each) for each in people for row in rows if each.user_id and can_plan(each, row)), None)
    if own:
        _save(*own, "Palvelu kiinteänä aikana", "Kun ajanvaraus korvataan säännöllisellä ajalla.", 2)


def _save(row: Experiment, actor: "Actor", name: str, about: str, number: int) -> None:
    project = row.project if actor.curates(row.project_id) else None
    key = UUID(int=number)
    pattern = actions.save_plan(row, actor=actor, name=name, about=about, project=project, key=key)
    texts = {**pattern.texts, "hypothesis": "Jos …, niin …, koska …"}
    kept = list(range(len(pattern.metrics)))
    values = {"name": name, "about": about}
    actions.edit(pattern, actor=actor, version=pattern.version, values=values, texts=texts, kept=kept)
