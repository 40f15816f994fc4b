"""How far municipalities are from each other: by the borders between them, which are reference data."""

from collections import defaultdict
from collections.abc import Mapping

from mint.matching.scoring import BY_STEPS
from mint.places.models import Municipality

Steps = Mapping[int, Mapping[int, int]]


def steps_between() -> Steps:
    """From each municipality those near enough to count, with the number of borders; one query of a few rows."""
    near: dict[int, set[int]] = defaultdict(set)
    pairs = Municipality.neighbours.through._default_manager.values_list("from_municipality_id", "to_municipality_id")
    for one, other in pairs:
        near[one].add(other)
    return {start: _walk(start, near) for start in near}


def _walk(start: int, near: Mapping[int, set[int]]) -> dict[int, int]:
    found, edge = {start: 0}, {start}
    for step in range(1, len(BY_STEPS)):
        edge = {other for one in edge for other in near.get(one, ())} - found.keys()
        found.update(dict.fromkeys(edge, step))
    return found
