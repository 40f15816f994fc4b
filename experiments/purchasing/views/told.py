"""What has been told of the purchases that follow an experiment: the same for every bidder."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from experiments.models import Experiment
from experiments.purchasing.models import Told
from mint.tenancy.context import Request
from mint.web import paginate


@login_not_required
@require_safe
def told(request: Request, pk: int) -> HttpResponse:
    experiment = get_object_or_404(Experiment.objects.visible_to(request.actor).with_people(), pk=pk)
    rows = Told.objects.visible_to(request.actor).filter(experiment=experiment).select_related("organisation")
    context = {"experiment": experiment, "page": paginate(request, rows, by=("-told_on", "-id")), "nav": "experiments"}
    return render(request, "experiments/purchasing/told.html", context)
