"""The company's rate, and the hours that it gives its planned experiment."""

from typing import Any

from tests.rows.experiments import make_experiment
from tests.rows.hours import make_line, make_tariff
from tests.world import World


def hours(world: World) -> dict[str, dict[str, Any]]:
    row, tariff = make_experiment(world, "planning"), make_tariff(world.company)
    make_tariff(world.partner)
    return {"hours": {"pk": row.pk, "line": make_line(row, tariff).pk}, "hours:tariff": {"pk": tariff.pk}}
