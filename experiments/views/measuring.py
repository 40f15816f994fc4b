"""Measurements: one value, a correction, many rows at once."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiments import measuring
from experiments.course import course_of
from experiments.importing import Reading, read
from experiments.measure_forms import CorrectionForm, ImportForm, MeasurementForm
from experiments.models import Experiment, Measurement, Metric
from experiments.permissions import can_plan
from experiments.states import MEASURABLE
from experiments.views.work import found, posted
from mint import clock
from mint.clashes import clashes, status_of
from mint.tenancy.context import Request
from mint.web import MoveError

PREVIEWED = 5


def measure(request: Request, organisation: str, pk: int) -> HttpResponse:
    """One value. One that is much larger than before is saved on the second submit."""
    experiment, metrics = _measurable(request, pk)
    chosen = next((m for m in metrics if str(m.pk) == request.GET.get("mittari")), metrics[0])
    form = MeasurementForm(posted(request), metrics=metrics, metric=chosen)
    taken = None
    if request.method == "POST" and form.is_valid():
        taken = _recorded(request, form)
        if taken is None:
            messages.success(request, _("The measurement was saved."))
            return redirect("experiments:manage", organisation, pk)
    last = course_of(form.metric).last
    context = {"experiment": experiment, "form": form, "last": last, "metric": form.metric, "taken": taken}
    return _page(request, "experiments/measure.html", context, is_refused=form.is_bound)


def _recorded(request: Request, form: MeasurementForm) -> dict[str, Any] | None:
    """Save the value. Where the day has one already: that one, and what was typed, to take along to its correction.

    Asked of the database only while the experiment is locked, so of two at once the second comes here too.
    """
    names = ("measured_on", "value", "note", "arm", "subject", "out_of")
    values = {name: form.cleaned_data[name] for name in names if name in form.fields}
    try:
        measuring.record_measurement(form.metric, actor=request.actor, **values)
    except measuring.DayTakenError as error:
        form.add_error("measured_on", _("That day already has a value. Choose another day, or correct that value."))
        typed = urlencode({"arvo": form.data["value"], "huomautus": values["note"]})
        return {"row": error.measurement, "typed": typed}
    return None


def correct(request: Request, organisation: str, pk: int, measurement: int) -> HttpResponse:
    """A new value in place of a wrong one; the old one stays in the log."""
    experiment, _metrics = _measurable(request, pk)
    row = _newest(request, experiment, measurement)
    form = CorrectionForm(posted(request), measurement=row, typed=_typed(request))
    both = clashes(form, CorrectionForm(measurement=row)) if form.is_bound and row.pk != measurement else None
    if request.method == "POST" and both is None and form.is_valid():
        data = form.cleaned_data
        measuring.correct(row, actor=request.actor, value=data["value"], note=data["note"], out_of=data.get("out_of"))
        messages.success(request, _("The value was corrected. The old one stays in the log."))
        return redirect("experiments:manage", organisation, pk)
    context = {"experiment": experiment, "form": form, "row": row, "metric": row.metric, "clashes": both}
    return render(request, "experiments/correct.html", {**context, "nav": "experiments"}, status=status_of(form, both))


def _typed(request: Request) -> dict[str, str]:
    """What was typed for a day that had a value already; otherwise nothing, and the form shows that value."""
    value = request.GET.get("arvo", "")[:40]
    return {"value": value, "note": request.GET.get("huomautus", "")[:300]} if value else {}


def _newest(request: Request, experiment: Experiment, measurement: int) -> Measurement:
    """The value to correct; where somebody has corrected it meanwhile, the one that stands in its place."""
    rows = Measurement.objects.visible_to(request.actor).filter(metric__experiment=experiment)
    row: Measurement = get_object_or_404(rows.select_related("metric__experiment"), pk=measurement)
    if row.is_current:
        return row
    same = rows.filter(metric=row.metric_id, measured_on=row.measured_on, measured_at=row.measured_at)
    same = same.filter(arm=row.arm, subject=row.subject, is_current=True)
    newest: Measurement = get_object_or_404(same.select_related("metric__experiment"))
    return newest


def bring_in(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Many values: first what would be brought in and what would not, then the valid rows; the others stay to correct."""
    experiment, metrics = _measurable(request, pk)
    form = ImportForm(posted(request), request.FILES or None, metrics=metrics)
    reading = None
    if request.method == "POST" and form.is_valid():
        metric = next(m for m in metrics if m.pk == form.cleaned_data["metric_id"])
        reading = _read(experiment, metric, form.cleaned_data["text"])
        if request.POST.get("step") == "import" and reading.points:
            _brought_in(request, metric, reading)
            if not reading.errors:
                return redirect("experiments:manage", organisation, pk)
            form.show(reading.refused)
            reading = _read(experiment, metric, reading.refused)
    context = {
        "experiment": experiment,
        "form": form,
        "reading": reading,
        "preview": reading.points[:PREVIEWED] if reading else [],
        "workbook": form.workbook,
    }
    return _page(request, "experiments/import.html", context, is_refused=form.is_bound and not reading)


def _read(experiment: Experiment, metric: Metric, text: str) -> Reading:
    return read(
        text,
        first=measuring.first_day(experiment, metric),
        last=clock.today(),
        known=measuring.places(metric),
        check=partial(measuring.point_is_possible, metric),
    )


def _brought_in(request: Request, metric: Metric, reading: Reading) -> None:
    new = measuring.import_measurements(metric, actor=request.actor, rows=reading.points)
    text = ngettext("%(n)s value was brought in.", "%(n)s values were brought in.", new) % {"n": new}
    messages.success(request, text)


def _measurable(request: Request, pk: int) -> tuple[Experiment, list[Metric]]:
    experiment = found(request, pk)
    if not can_plan(request.actor, experiment):
        raise PermissionDenied
    metrics = list(experiment.metrics.all())
    if experiment.state not in MEASURABLE or not metrics:
        raise MoveError(_("Values are entered while the experiment runs or is evaluated."))
    return experiment, metrics


def _page(request: Request, template: str, context: dict[str, Any], *, is_refused: bool) -> HttpResponse:
    return render(request, template, {**context, "nav": "experiments"}, status=422 if is_refused else 200)
