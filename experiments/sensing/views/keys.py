"""The page on which keys of sensors are made and revoked; a new key is shown on it once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from experiments.models import Experiment, Metric
from experiments.sensing import actions
from experiments.sensing.forms import KeyForm
from experiments.sensing.models import Key
from experiments.sensing.permissions import WITH_KEYS, can_make_keys
from experiments.views.work import found, posted
from mint import clock
from mint.tenancy.context import Request

MOST = 50


@never_cache
def keys(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The keys of an experiment, and a form for one more."""
    experiment = _measured(request, pk)
    metrics = list(experiment.metrics.all())
    form = KeyForm(posted(request), metrics=metrics)
    made = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = [metric for metric in metrics if metric.pk in data["metrics"]]
        made = actions.make_key(experiment, actor=request.actor, name=data["name"], metrics=chosen, days=data["days"])
        form = KeyForm(metrics=metrics)
    context = {
        "experiment": experiment,
        "form": form,
        "made": made,
        "metrics": metrics,
        "rows": _rows(request, experiment, metrics),
        "is_open": experiment.state in WITH_KEYS and bool(metrics),
        **_example(request, experiment, made),
        "nav": "experiments",
    }
    return render(request, "experiments/sensing/keys.html", context, status=422 if form.is_bound else 200)


def _rows(request: Request, experiment: Experiment, metrics: list[Metric]) -> list[dict[str, Any]]:
    """Each key with the names of what it measures; the newest first."""
    keys = Key.objects.visible_to(request.actor).filter(experiment=experiment).select_related("made_by", "made_for")
    return [
        {"key": key, "metrics": [str(metric) for metric in metrics if metric.pk in key.metric_ids]}
        for key in keys[:MOST]
    ]


def _measured(request: Request, pk: int) -> Experiment:
    experiment = found(request, pk)
    if not can_make_keys(request.actor, experiment):
        raise PermissionDenied
    return experiment


def _example(request: Request, experiment: Experiment, made: tuple[Key, str] | None) -> dict[str, Any]:
    """What a device's command line would send."""
    metric = experiment.metrics.first()
    return {
        "url": request.build_absolute_uri(reverse("sensing_api:measurements", args=[experiment.pk])),
        "schema_url": request.build_absolute_uri(reverse("sensing_api:schema")),
        "token": made[1] if made else "mint_…",
        "metric_id": made[0].metric_ids[0] if made else (metric.pk if metric else 1),
        "has_total": bool(metric and metric.has_totals),
        "moment": localtime(clock.now()).isoformat(timespec="minutes"),
    }


@require_POST
def revoke(request: Request, organisation: str, pk: int, key: int) -> HttpResponse:
    experiment = _measured(request, pk)
    rows = Key.objects.visible_to(request.actor).filter(experiment=experiment).select_related("experiment")
    actions.revoke(get_object_or_404(rows, pk=key), actor=request.actor)
    messages.success(request, _("The key was revoked. The device that has it can send nothing more."))
    return redirect("sensing:keys", organisation, pk)
