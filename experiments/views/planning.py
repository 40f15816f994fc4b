"""Writing the plan and the result, and saying what the public sees."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from experiments import actions, workflow
from experiments.findings import findings_of
from experiments.forms import PublicationForm, ResultForm, form_of
from experiments.gates import Gate, review
from experiments.metric_forms import MOST_METRICS, PREFIX, BaseMetrics, MetricFormSet, with_room
from experiments.models import Experiment, Metric
from experiments.permissions import can_lead, can_plan, can_write_plan
from experiments.plan_forms import PlanForm, mistakes_of, unjudged
from experiments.results import outcome_of, refresh
from experiments.staging.placing import is_open
from experiments.states import CHANGEABLE, DRAFTED, State
from experiments.views.work import found, posted
from mint.clashes import Clash, clashes, lines, renewed, stale, status_of
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError


def plan(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The plan with its metrics; what is saved need not be complete before it is sent to review."""
    experiment = _writable(request, pk)
    if experiment.state not in CHANGEABLE:
        raise MoveError(_("The plan cannot be changed now: it is in review, or the experiment has ended."))
    if not can_write_plan(request.actor, experiment):
        raise MoveError(_("You approved this plan, so somebody else changes it."))
    if {"lisaa", "laske"} & request.POST.keys():
        return _plan_as_typed(request, experiment)
    form, metrics = _plan_forms(request, experiment, posted(request))
    if request.method == "POST" and form.is_valid() and metrics.is_valid():
        try:
            _save(request, pk, form, metrics)
        except StaleError:
            return _stale_plan(request, pk, form, metrics)
        messages.success(request, _("The plan was saved."))
        return redirect("experiments:manage", organisation, pk)
    return _plan_page(request, pk, form, metrics)


def _plan_as_typed(request: Request, experiment: Experiment) -> HttpResponse:
    """The page as it was sent, with a line for one more metric or the calculator's answer: nothing is saved or lost."""
    data = with_room(request.POST) if "lisaa" in request.POST else request.POST
    form, metrics = _plan_forms(request, experiment, data)
    unjudged(form, metrics)
    return _plan_page(request, experiment.pk, form, metrics)


def _plan_forms(request: Request, experiment: Experiment, data: QueryDict | None) -> tuple[PlanForm, BaseMetrics]:
    form = PlanForm(data, instance=experiment, initial={"version": experiment.version})
    if not can_lead(request.actor, experiment):
        del form.fields["publication"]  # the owner says what the public sees
    rows = Metric.objects.visible_to(request.actor).filter(experiment=experiment).order_by("-is_primary", "id")
    return form, cast("BaseMetrics", MetricFormSet(data, queryset=rows, prefix=PREFIX))


def _stale_plan(request: Request, pk: int, form: PlanForm, metrics: BaseMetrics) -> HttpResponse:
    fresh = found(request, pk)
    saved, saved_metrics = _plan_forms(request, fresh, None)
    both = [*clashes(form, saved), *lines(metrics, saved_metrics)]
    renewed(form, fresh.version)
    return _plan_page(request, pk, form, metrics, both)


def _plan_page(
    request: Request, pk: int, form: PlanForm, metrics: BaseMetrics, both: list[Clash] | None = None
) -> HttpResponse:
    fresh = found(request, pk)  # the form has written on the other one
    mistakes = mistakes_of(form, metrics) if form.is_bound else []
    context = {
        "clashes": both,
        "experiment": fresh,
        "form": form,
        "metrics": metrics,
        "nav": "experiments",
        "gate": Gate("", review(fresh)) if fresh.state in DRAFTED else None,
        "is_frozen": fresh.state not in DRAFTED,
        "mistakes": mistakes,
        "may_add": len(metrics.forms) < MOST_METRICS,
    }
    status = status_of(form, both) if mistakes or both is not None else 200
    return render(request, "experiments/plan.html", context, status=status)


@transaction.atomic
def _save(request: Request, pk: int, form: PlanForm, metrics: BaseMetrics) -> None:
    """An idea becomes a plan with its first saving, unless its template asks for more first."""
    experiment, version = found(request, pk), form.cleaned_data["version"]
    if experiment.state == State.IDEA and experiment.version == version and is_open(experiment, State.PLANNING):
        experiment = workflow.begin_planning(experiment, actor=request.actor)
        version = experiment.version
    actions.write_plan(
        experiment,
        actor=request.actor,
        version=version,
        values=form.values,
        metrics=metrics.inputs,
        reason=form.cleaned_data.get("reason", ""),
    )


def _writable(request: Request, pk: int) -> Experiment:
    experiment = found(request, pk)
    if not can_plan(request.actor, experiment):
        raise PermissionDenied
    return experiment


def result(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Result, lessons and outcome; the owner records the decision on the same page."""
    experiment = _writable(request, pk)
    if experiment.state != State.EVALUATING:
        raise MoveError(_("The result is written while the experiment is evaluated."))
    form = _result_form(experiment, posted(request))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.write_result(found(request, pk), actor=request.actor, version=version, values=form.values)
        except StaleError:
            fresh = found(request, pk)
            return _result_page(request, pk, form, stale(form, _result_form(fresh, None), fresh.version))
        messages.success(request, _("The result was saved."))
        return redirect("experiments:result", organisation, pk)
    return _result_page(request, pk, form)


def _result_form(experiment: Experiment, data: QueryDict | None) -> ResultForm:
    """With what the decision rule says; a POST has it of today's values, a page as the worker left it."""
    metrics = list(experiment.metrics.all()) if data is None else refresh(experiment)
    computed = outcome_of(experiment, metrics)
    return ResultForm(data, instance=experiment, initial={"version": experiment.version}, computed=computed)


def _result_page(request: Request, pk: int, form: ResultForm, both: list[Clash] | None = None) -> HttpResponse:
    fresh = found(request, pk)
    context: dict[str, Any] = {
        "clashes": both,
        "experiment": fresh,
        "form": form,
        "findings": findings_of(fresh.metrics.all(), fresh).values(),
        "nav": "experiments",
        "decision_form": form_of(workflow.DECIDE.name, fresh) if _may_decide(request, fresh) else None,
    }
    return render(request, "experiments/result.html", context, status=status_of(form, both))


def _may_decide(request: Request, experiment: Experiment) -> bool:
    return workflow.DECIDE.may(request.actor, experiment)


@require_POST
def publication(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment = found(request, pk)
    if not can_lead(request.actor, experiment):
        raise PermissionDenied
    form = PublicationForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Choose what the public sees."))
    version = form.cleaned_data["version"]
    if version and version != experiment.version:
        now = {"now": experiment.get_publication_display()}
        raise MoveError(_("Somebody has changed this after you opened it. The public sees now: %(now)s.") % now)
    actions.publish_as(experiment, actor=request.actor, publication=form.cleaned_data["publication"])
    messages.success(request, _("What the public sees was changed."))
    return redirect("experiments:manage", organisation, pk)
