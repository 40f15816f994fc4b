"""A rate of an organisation, and hours that it gives an experiment."""

from datetime import date
from decimal import Decimal
from typing import Any

from experiments.hours.models import Line, Tariff
from experiments.models import Experiment
from mint.tenancy.models import Organisation


def make_tariff(organisation: Organisation, **columns: Any) -> Tariff:
    values = {
        "name_fi": "Asiantuntijatyö", "name_sv": "Expertarbete", "name_en": "Expert work", "rate": Decimal(50),
        "valid_from": date(2019, 1, 1), "valid_until": None,
    }  # fmt: skip
    return Tariff.objects.create(organisation=organisation, **{**values, **columns})


def make_line(experiment: Experiment, tariff: Tariff, **columns: Any) -> Line:
    """Given by the tariff's organisation, at its rate."""
    values = {"work": "Suunnittelu", "hours": Decimal(10), "rate": tariff.rate, "giver_id": tariff.organisation_id}
    owner = {"organisation_id": experiment.organisation_id, "experiment": experiment, "tariff": tariff}
    return Line.objects.create(**owner, **{**values, **columns})
