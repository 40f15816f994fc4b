"""An experiment that was decided on, its rounds, and a link that was mailed."""

from datetime import timedelta
from typing import Any

from experiments.follow_up.asking import KIND
from experiments.follow_up.calendar import planned
from experiments.follow_up.models import Asking, Contact, Round
from experiments.models import Experiment
from mint import clock
from mint.sealing import hashed
from tests.rows.experiments import make_experiment
from tests.world import World


def make_followed(world: World, months_ago: int = 4, state: str = "follow_up", **columns: Any) -> Experiment:
    """The company's, scaled up so many months (of 30 days, and a day) ago."""
    decided = clock.now() - timedelta(days=30 * months_ago + 3)
    values = {"decision": "scale", "decided_at": decided, **columns}
    return make_experiment(world, state, **values)


def make_rounds(experiment: Experiment, **first: Any) -> list[Round]:
    rows = [
        Round(organisation_id=experiment.organisation_id, experiment=experiment, months=months, due_on=due)
        for months, due in planned(experiment)
    ]
    for name, value in first.items():
        setattr(rows[0], name, value)
    return Round.objects.bulk_create(rows)


def make_asking(row: Round, token: str, **more: Any) -> Asking:
    values = {
        "place": 1, "name": "Ulla Ulkoa", "email": "ulla@example.test", "token_hash": hashed(KIND, token),
        "expires_at": clock.now() + timedelta(days=30),
        "shown": {"title": "Anturit", "owner": "Yritys", "months": row.months, "language": "fi", "decided_on": "2026-01-05"},
    }  # fmt: skip
    owner = {"organisation_id": row.organisation_id, "experiment_id": row.experiment_id, "round": row}
    return Asking.objects.create(**owner, **{**values, **more})


def make_contact(experiment: Experiment, place: int = 1, **more: Any) -> Contact:
    values = {"name": "Ulla Ulkoa", "email": f"ulla{place}@example.test", "language": "fi"}
    return Contact.objects.create(
        organisation_id=experiment.organisation_id, experiment=experiment, place=place, **{**values, **more}
    )
