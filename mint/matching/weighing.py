"""Which weights count now: the newest of the need's project, else of the installation, else those we begin with."""

from collections.abc import Iterable, Mapping

from mint.matching.models import WeightSet
from mint.matching.scoring import FIRST_WEIGHTS, Weights


def weights_for(project_id: int | None) -> Weights:
    return weights_of([project_id])[project_id]


def weights_of(project_ids: Iterable[int | None]) -> Mapping[int | None, Weights]:
    """In one query, by project (None: a need of no project)."""
    newest = WeightSet.objects.order_by("project_id", "-number").distinct("project_id")
    said = {row.project_id: row.weights for row in newest}
    common = said.get(None, FIRST_WEIGHTS)
    return {project_id: said.get(project_id, common) for project_id in project_ids}
