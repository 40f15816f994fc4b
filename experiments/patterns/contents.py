"""What of a plan goes into a template, and how it comes out of one: plain values, fit for JSON."""

from decimal import Decimal
from typing import Any

from experiments.blueprints import OF_A_METRIC, OF_ANYBODY
from experiments.models import Experiment, Metric
from experiments.states import Across, Basis, Kind, Rights
from mint.actor import Actor

# What everybody may read of an experiment that has begun; the rest is taken by those who write the plan.
OPEN = ("hypothesis", *OF_ANYBODY)
INSIDE = ("risks", "communication", "consent_text", "rights", "rights_text")
TEXTS = (*OPEN, *INSIDE)
NUMBERS = ("smallest_worthwhile", "spread", "limit")
CHOICES = {"kind": Kind, "rights": Rights, "rule_basis": Basis, "rule_across": Across}


def texts_of(experiment: Experiment, *, is_inside: bool) -> dict[str, Any]:
    """Of what is written there; nothing for what is empty."""
    names = TEXTS if is_inside else OPEN
    return {name: value for name in names if (value := getattr(experiment, name)) not in ("", None)}


def metrics_of(experiment: Experiment, actor: Actor) -> list[dict[str, Any]]:
    rows = Metric.objects.visible_to(actor).filter(experiment=experiment).order_by("-is_primary", "id")
    return [{name: _plain(getattr(row, name)) for name in OF_A_METRIC} for row in rows]


def metrics_in(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As columns of metrics again."""
    return [{name: _column(name, each.get(name)) for name in OF_A_METRIC if name in each} for each in stored]


def _plain(value: Any) -> Any:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _column(name: str, value: Any) -> Any:
    return Decimal(value) if name in NUMBERS and value is not None else value
