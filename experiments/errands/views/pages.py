"""The tasks of an experiment: those that wait with one more, what is done, and the page of one."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from experiments.errands import actions
from experiments.errands.forms import ErrandForm
from experiments.errands.models import Errand
from experiments.errands.people import candidates
from experiments.errands.permissions import can_give
from experiments.errands.querysets import ENDED
from experiments.models import Experiment
from experiments.views.work import found
from mint.clashes import stale, status_of
from mint.tenancy.context import Request
from mint.web import StaleError

MOST_DONE = 50


def listing(request: Request, organisation: str, pk: int) -> HttpResponse:
    """POST gives one more."""
    experiment = found(request, pk)
    may_give = can_give(request.actor, experiment)
    if request.method == "POST" and not may_give:
        raise PermissionDenied
    form = None
    if may_give and experiment.state not in ENDED:
        people = candidates(experiment, request.actor)
        form = ErrandForm(request.POST if request.method == "POST" else None, people=people)
    if form and form.is_bound and form.is_valid():
        key = form.cleaned_data["key"] or uuid.uuid4()
        actions.give(experiment, form.wanted, actor=request.actor, form_key=key)
        messages.success(request, _("The task was given."))
        return redirect("errands:list", organisation, pk)
    return _page(request, experiment, form)


def _page(request: Request, experiment: Experiment, form: ErrandForm | None) -> HttpResponse:
    rows = (
        Errand.objects.visible_to(request.actor).filter(experiment=experiment).select_related("responsible", "done_by")
    )
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "undone": rows.filter(done_at=None),
        "done": rows.filter(done_at__isnull=False).order_by("-done_at", "-id")[:MOST_DONE],
        "form": form,
    }
    return render(request, "experiments/errands/list.html", context, status=422 if form and form.is_bound else 200)


def change(request: Request, organisation: str, pk: int, errand: int) -> HttpResponse:
    row = _errand(request, pk, errand)
    people = candidates(row.experiment, request.actor, row.responsible)
    form = ErrandForm(request.POST if request.method == "POST" else None, people=people, errand=row)
    both = None
    if form.is_bound and form.is_valid():
        try:
            actions.change(row, form.wanted, version=form.cleaned_data["version"] or 0, actor=request.actor)
        except StaleError:
            both = stale(form, ErrandForm(people=people, errand=row), row.version)
        else:
            messages.success(request, _("The task was saved."))
            return redirect("errands:list", organisation, pk)
    context = {"experiment": row.experiment, "errand": row, "form": form, "clashes": both, "nav": "experiments"}
    return render(request, "experiments/errands/change.html", context, status=status_of(form, both))


@require_POST
def mark(request: Request, organisation: str, pk: int, errand: int) -> HttpResponse:
    """tehty=1: it is done; without it, it is not."""
    row, is_done = _errand(request, pk, errand), request.POST.get("tehty") == "1"
    actions.mark(row, actor=request.actor, is_done=is_done)
    messages.success(request, _("Marked as done.") if is_done else _("The task waits again."))
    return redirect("errands:list", organisation, pk)


@require_POST
def remove(request: Request, organisation: str, pk: int, errand: int) -> HttpResponse:
    actions.remove(_errand(request, pk, errand), actor=request.actor)
    messages.success(request, _("The task was removed."))
    return redirect("errands:list", organisation, pk)


def _errand(request: Request, pk: int, errand: int) -> Errand:
    experiment = found(request, pk)
    if not can_give(request.actor, experiment):
        raise PermissionDenied
    rows = Errand.objects.visible_to(request.actor).filter(experiment=experiment).select_related("responsible")
    row: Errand = get_object_or_404(rows, pk=errand)
    row.experiment = experiment
    return row
