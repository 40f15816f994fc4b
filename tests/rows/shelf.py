"""An experiment on the shelf."""

from datetime import timedelta
from typing import Any

from experiments.models import Experiment
from experiments.shelf.models import Rest
from mint import clock


def make_rest(experiment: Experiment, **columns: Any) -> Rest:
    values = {"reason": "Odotetaan kesää.", "ask_on": clock.today() + timedelta(days=30), **columns}
    return Rest.objects.create(organisation_id=experiment.organisation_id, experiment=experiment, **values)
