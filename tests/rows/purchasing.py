"""A purchase that follows an experiment, and something told of it."""

from datetime import date
from typing import Any

from experiments.models import Experiment
from experiments.purchasing.models import Purchase, Told
from mint.tenancy.models import Organisation


def make_purchase(experiment: Experiment, buyer: Organisation, **columns: Any) -> Purchase:
    values = {
        "title": "Mökkianturit", "kind": "goods", "value": 20000, "begins_on": date(2026, 3, 2), "supplier": "Anturi Oy",
        "procedure": "quotes", "grounds": "Kokeilu onnistui.", **columns,
    }  # fmt: skip
    return Purchase.objects.create(organisation=buyer, experiment=experiment, **values)


def make_told(purchase: Purchase, **columns: Any) -> Told:
    values = {"told_on": date(2026, 3, 3), "audience": "one", "what": "Antureita tarvitaan neljäkymmentä.", **columns}
    return Told.objects.create(
        organisation_id=purchase.organisation_id, experiment_id=purchase.experiment_id, purchase=purchase,
        about=purchase.title, **values,
    )  # fmt: skip
