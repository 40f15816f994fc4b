"""What rests for now: nobody is asked to go on with it until it wakes. Who lets experiments rest registers how to tell."""

from collections.abc import Callable

from django.db.models import Exists

from experiments.querysets import ExperimentQuerySet

_resting: list[Callable[[], Exists]] = []


def register_resting(is_resting: Callable[[], Exists]) -> None:
    """`is_resting()` gives a condition on an experiment's row."""
    _resting.append(is_resting)


def awake(rows: ExperimentQuerySet) -> ExperimentQuerySet:
    for is_resting in _resting:
        rows = rows.exclude(is_resting())
    return rows
