"""What an experiment and those tried after it show together."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from experiments.models import Experiment
from experiments.replication.comparing import Comparison, comparisons
from experiments.replication.family import family_of, with_metrics
from experiments.replication.forest import forest_of
from experiments.replication.words import effect_of, method, said, unit_of
from mint.tenancy.context import Request


@login_not_required
@require_safe
def family(request: Request, pk: int) -> HttpResponse:
    """As far as the reader sees the experiments and their measurements."""
    experiment = get_object_or_404(Experiment.objects.visible_to(request.actor).with_people(), pk=pk)
    found = with_metrics(family_of(experiment, request.actor), request.actor)
    context = {
        "experiment": experiment,
        "family": found,
        "rows": [_shown(each) for each in comparisons(found)],
        "nav": "experiments",
    }
    return render(request, "experiments/replication/family.html", context)


def _shown(each: Comparison) -> dict[str, Any]:
    pooled = each.pooled
    return {
        "comparison": each,
        "metric": each.metric,
        "apart": [(experiment, reason.label) for experiment, reason in each.apart],
        "forest": forest_of(each),
        "sentences": said(each),
        "method": method(pooled) if pooled else "",
        "unit": unit_of(effect_of(each), each.metric.unit) if pooled else each.metric.unit,
    }
