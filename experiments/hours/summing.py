"""Cash and work in kind together: what an experiment costs by its plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from experiments.hours.models import Line
from experiments.models import Experiment


@dataclass(frozen=True)
class Sums:
    """Euros, and hours; `cash` is None while the plan has no budget."""

    cash: Decimal | None
    hours: Decimal
    in_kind: Decimal

    @property
    def total(self) -> Decimal:
        return (self.cash or Decimal(0)) + self.in_kind


def sums_of(experiment: Experiment, lines: Iterable[Line]) -> Sums:
    lines = list(lines)
    return Sums(
        experiment.budget,
        sum((line.hours for line in lines), Decimal(0)),
        sum((line.euros for line in lines), Decimal(0)),
    )
