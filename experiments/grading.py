"""The grade of a decided experiment, reckoned anew when more is known of it than at the decision."""

from django.db import transaction

from experiments.evidence import evidence_of
from experiments.models import Experiment
from experiments.states import DECIDED
from mint.workflow import lock


@transaction.atomic
def regrade(experiment: Experiment) -> None:
    """An answer to the follow-up adds to the evidence; a grade that somebody has lowered from outside stays lowered."""
    fresh = lock(experiment)
    if fresh.state not in DECIDED or fresh.evidence_computed is None:
        return
    grade = evidence_of(fresh, list(fresh.metrics.all())).grade
    lowered = fresh.evidence if fresh.reviews.exists() and fresh.evidence else grade
    fresh.evidence_computed, fresh.evidence = grade, min(lowered, grade)
    fresh.save(update_fields=["evidence", "evidence_computed"])
