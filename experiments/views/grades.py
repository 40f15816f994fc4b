"""The evidence grade as pages show it."""

from typing import Any

from experiments.evidence import Evidence, evidence_of
from experiments.models import EvidenceReview, Experiment, Metric
from experiments.permissions import can_grade
from mint.tenancy.context import Request


def evidence_shown(request: Request, experiment: Experiment, metrics: list[Metric]) -> dict[str, Any]:
    """For _evidence.html: nothing is asked of the database before the decision."""
    if not experiment.evidence:
        return {}
    reviews = EvidenceReview.objects.visible_to(request.actor).filter(experiment=experiment)
    reasons: Evidence | None = evidence_of(experiment, metrics) if metrics else None
    return {
        "evidence": reasons,
        "reviews": reviews.select_related("reviewing"),
        "may_grade": bool(getattr(request, "acting_for", None)) and can_grade(request.actor, experiment),
    }
