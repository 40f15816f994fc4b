"""What everybody sees of experiments: the list, the page of one, and its values as CSV."""

import csv
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from experiments.chart import Chart, chart_of
from experiments.forms import FilterForm
from experiments.models import Experiment, Metric
from experiments.querysets import ExperimentQuerySet
from experiments.series import current
from experiments.stages import stepper
from experiments.states import STATES_OF, Stage
from experiments.views.grades import evidence_shown
from mint.filters import chip
from mint.sheets import harmless
from mint.tenancy.context import Request
from mint.web import paginate

EXTRA = ("group", "subject", "of")  # columns of a metric whose design needs them


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def listing(request: Request) -> HttpResponse:
    """Experiments that have begun, the newest first, by the filters of the query string."""
    form = FilterForm(request.GET)
    rows = _filtered(form, Experiment.objects.visible_to(request.actor).public())
    page = paginate(request, rows.with_people(), by=("-started_at", "-id"))
    chips = _chips(request, form)
    return render(request, "experiments/list.html", {"page": page, "form": form, "chips": chips, "nav": "experiments"})


def _filtered(form: FilterForm, rows: ExperimentQuerySet) -> ExperimentQuerySet:
    if stages := form.chosen("vaihe"):
        rows = rows.filter(state__in=[state for stage in stages for state in STATES_OF[Stage(stage)]])
    if places := form.chosen("kunta"):
        rows = rows.filter(municipality__in=places)
    return rows


def _chips(request: Request, form: FilterForm) -> list[dict[str, str]]:
    """The chosen filters, each with the address of the list without it."""
    chips = [chip(request, "kunta", place.slug, place.name) for place in form.chosen("kunta")]
    return chips + [chip(request, "vaihe", key, str(Stage(key).label)) for key in form.chosen("vaihe")]


@login_not_required
@require_safe
def detail(request: Request, pk: int, slug: str) -> HttpResponse:
    """One experiment: stages, chart, finding and lessons, by its publication level."""
    rows = Experiment.objects.visible_to(request.actor).with_people()
    experiment = get_object_or_404(rows, pk=pk)
    if experiment.slug != slug:
        return redirect(experiment, permanent=True)
    charts = charts_of(request, experiment)
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "stages": stepper(experiment),
        "charts": charts,
        **evidence_shown(request, experiment, [chart.metric for chart in charts]),
        "shows_work": any(_works_on(item, experiment) for item in request.organisations),
    }
    return render(request, "experiments/detail.html", context)


def charts_of(request: Request, experiment: Experiment) -> list[Chart]:
    """One for each metric that the reader may see, the primary ones first."""
    metrics = Metric.objects.visible_to(request.actor).filter(experiment=experiment)
    found = list(metrics.prefetch_related("measurements"))
    for metric in found:
        metric.experiment = experiment  # not read once more
    return [chart_of(metric) for metric in found]


@login_not_required
@require_safe
def go(request: Request, pk: int) -> HttpResponse:
    """The short address, where a message's link leads: the page in one's own workspace, else the public one."""
    rows = Experiment.objects.visible_to(request.actor).with_people()
    if not request.actor.is_signed_in and not rows.filter(pk=pk).exists():
        return redirect_to_login(request.get_full_path())
    experiment = get_object_or_404(rows, pk=pk)
    own = next((item for item in request.organisations if _works_on(item, experiment)), None)
    return redirect("experiments:manage", own.slug, pk) if own else redirect(experiment)


def _works_on(organisation: Any, experiment: Experiment) -> bool:
    if not organisation.may_see_inside:
        return False  # a university's student sees what is public
    if organisation.id in {experiment.organisation_id, *experiment.party_ids}:
        return True
    near = organisation.kind == "municipality" and organisation.municipality_id == experiment.municipality_id
    return (near and "coordinator" in organisation.roles) or "curator" in organisation.roles


@login_not_required
@require_safe
def data(request: Request, pk: int, metric: int) -> HttpResponse:
    """The values of one metric as CSV, the same that the table under the chart shows."""
    rows = Metric.objects.visible_to(request.actor).filter(experiment_id=pk).prefetch_related("measurements")
    found = rows.filter(pk=metric).first()
    if found is None:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kokeilu-{pk}-{metric}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["date", "value", "unit", "note", *(EXTRA if found.design else ())])
    for point in current(found.measurements.all()):
        row = [point.on.isoformat(), _comma(point.value), harmless(found.unit), harmless(point.note)]
        extra = [point.arm, harmless(point.subject), "" if point.out_of is None else _comma(point.out_of)]
        writer.writerow([*row, *(extra if found.design else ())])
    return response


def _comma(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
