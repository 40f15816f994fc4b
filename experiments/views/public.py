"""What everybody sees of experiments: the list, the page of one, and its values as CSV."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import TextField
from django.db.models.functions import Cast, TruncTime
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from experiments.chart import Chart
from experiments.charting import charts
from experiments.forms import FilterForm
from experiments.models import Experiment, Metric
from experiments.querysets import ExperimentQuerySet
from experiments.stages import stepper
from experiments.states import DECIDED, STATES_OF, Outcome, Stage
from experiments.summary import one_page
from experiments.telling import told
from experiments.views.grades import evidence_shown
from mint import clock
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
    if outcomes := form.chosen("tulos"):  # told from the decision on, here as on the page
        rows = rows.filter(outcome__in=outcomes, decided_at__isnull=False)
    return rows


def _chips(request: Request, form: FilterForm) -> list[dict[str, str]]:
    """The chosen filters, each with the address of the list without it."""
    chips = [chip(request, "kunta", place.slug, place.name) for place in form.chosen("kunta")]
    chips += [chip(request, "vaihe", key, str(Stage(key).label)) for key in form.chosen("vaihe")]
    return chips + [chip(request, "tulos", key, str(Outcome(key).label)) for key in form.chosen("tulos")]


@login_not_required
@require_safe
def detail(request: Request, pk: int, slug: str) -> HttpResponse:
    """One experiment: stages, chart, finding and lessons, by its publication level."""
    rows = Experiment.objects.visible_to(request.actor).with_people()
    experiment = get_object_or_404(rows, pk=pk)
    if experiment.slug != slug:
        return redirect(experiment, permanent=True)
    charts = charts_of(request, experiment)
    metrics = [chart.metric for chart in charts]
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "stages": stepper(experiment),
        "charts": charts,
        **evidence_shown(request, experiment, metrics),
        **told(experiment, metrics),
        "shows_work": any(_works_on(item, experiment) for item in request.organisations),
    }
    return render(request, "experiments/detail.html", context)


def charts_of(request: Request, experiment: Experiment) -> list[Chart]:
    """One for each metric that the reader may see, the primary ones first."""
    metrics = Metric.objects.visible_to(request.actor).filter(experiment=experiment)
    return charts(experiment, list(metrics), request.actor)


@login_not_required
@require_safe
def summary(request: Request, pk: int) -> HttpResponse:
    """A finished experiment on one page for printing: what the public sees of it, whoever asks."""
    rows = Experiment.objects.visible_to(request.actor).public().with_people()
    experiment = get_object_or_404(rows.filter(state__in=DECIDED), pk=pk)
    response = HttpResponse(one_page(experiment), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="kokeilu-{pk}-{get_language()}.pdf"'
    return response


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
    found = Metric.objects.visible_to(request.actor).filter(experiment_id=pk, pk=metric).first()
    if found is None:
        raise Http404
    text = io.StringIO("\ufeff")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, delimiter=";")
    unit = harmless(found.unit)
    writer.writerow(["date", "value", "unit", "note", "time", *(EXTRA if found.design else ())])
    for on, value, note, time, arm, subject, out_of in _values(found):
        row = [on.isoformat(), _comma(value), unit, harmless(note) if note else "", time[:8] if time else ""]
        extra = [arm, harmless(subject), "" if out_of is None else _comma(out_of)] if found.design else []
        writer.writerow([*row, *extra])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kokeilu-{pk}-{metric}.csv"'
    return response


def _values(metric: Metric) -> Iterator[tuple[Any, ...]]:
    """Every value that stands, by day and moment; read piece by piece, however many there are."""
    rows = metric.measurements.filter(is_current=True).order_by("measured_on", "measured_at", "id")
    columns = ("measured_on", "value", "note", "time", "arm", "subject", "out_of")
    time = Cast(
        TruncTime("measured_at", tzinfo=clock.LOCAL), TextField()
    )  # a moment read as one takes half of the time
    found: Iterator[tuple[Any, ...]] = rows.annotate(time=time).values_list(*columns).iterator(chunk_size=5000)
    return found


def _comma(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
