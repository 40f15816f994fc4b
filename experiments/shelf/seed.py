"""The demo's shelf: a condition that is asked about now, and a day that is still to come."""

from datetime import timedelta
from typing import TYPE_CHECKING

from experiments.models import Experiment
from experiments.replication.seed import ROWS as AGAIN
from experiments.seed import Story
from experiments.seed_rows import ROWS
from experiments.shelf import actions
from experiments.shelf.actions import Until
from experiments.shelf.states import RESTABLE, Every
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

SHELVED = (
    (
        "K09", 400, "Taulu ei toimi ilman välittäjää, eikä välittäjälle ole rahoitusta.",
        Until(condition="Kuljetusyrityksillä on yhteinen ajojärjestelijä.", every=Every.TWELVE),
    ),
    (
        "K20", 0, "Vakuutusehdoista neuvotellaan ensin.",
        None,  # sixty days from now
    ),
)  # fmt: skip


def seed(world: "World") -> None:
    rows = {row.key: row for row in (*ROWS, *AGAIN)}
    for key, days_ago, reason, until in SHELVED:
        found = world.objects.get(key)
        experiment = Experiment.objects.filter(pk=found.pk, state__in=RESTABLE).first() if found else None
        if experiment is not None:
            with clock.set_to(clock.now() - timedelta(days=days_ago)):
                day = Until(day=clock.today() + timedelta(days=60))
                actions.put(experiment, actor=Story(world, rows[key]).owner, reason=reason, until=until or day)
    actions.wake_due()
