"""What happened while one measured: the list of marks, and one more."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from experiments import occurring
from experiments.measure_forms import OccurrenceForm
from experiments.models import Experiment, Occurrence
from experiments.permissions import can_plan
from experiments.views.work import found, posted
from mint.tenancy.context import Request


def occurrences(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment = _told(request, pk)
    form = OccurrenceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        occurring.tell(experiment, actor=request.actor, on=data["happened_on"], text=data["text"])
        messages.success(request, _("The mark is on the charts."))
        return redirect("experiments:occurrences", organisation, pk)
    rows = Occurrence.objects.visible_to(request.actor).filter(experiment=experiment)
    context = {"experiment": experiment, "form": form, "rows": rows, "nav": "experiments"}
    return render(request, "experiments/occurrences.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove(request: Request, organisation: str, pk: int, occurrence: int) -> HttpResponse:
    experiment = _told(request, pk)
    rows = Occurrence.objects.visible_to(request.actor).filter(experiment=experiment).select_related("experiment")
    occurring.remove(get_object_or_404(rows, pk=occurrence), actor=request.actor)
    messages.success(request, _("The mark was removed."))
    return redirect("experiments:occurrences", organisation, pk)


def _told(request: Request, pk: int) -> Experiment:
    experiment = found(request, pk)
    if not can_plan(request.actor, experiment):
        raise PermissionDenied
    return experiment
