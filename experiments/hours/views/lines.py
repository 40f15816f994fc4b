"""The hours of a plan: all of them with their sums, and one's own to write."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.forms import ReasonForm
from experiments.hours import actions
from experiments.hours.forms import LineForm, own_tariffs
from experiments.hours.models import Line
from experiments.hours.permissions import (
    can_change,
    can_give,
    can_keep_tariffs,
    can_take_away,
    has_parted,
    may_give_now,
)
from experiments.hours.summing import sums_of
from experiments.models import Experiment
from experiments.states import CHANGEABLE, DRAFTED
from experiments.views.work import found, posted
from mint.actor import Actor
from mint.clashes import Clash, stale, status_of
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError


def lines(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Everybody inside reads them; a POST adds one of one's own organisation's."""
    experiment = found(request, pk)
    if request.method == "POST" and not can_give(request.actor, experiment):
        raise PermissionDenied
    form = LineForm(posted(request), experiment=experiment, actor=request.actor)
    if form.is_bound and form.is_valid():
        try:
            actions.give(experiment, form.promise, actor=request.actor, reason=form.why)
            messages.success(request, _("The hours were added to the plan."))
            return redirect("hours:lines", organisation, pk)
        except MoveError as error:
            form.add_error(None, str(error))
    return _page(request, experiment, form)


def _page(request: Request, experiment: Experiment, form: LineForm) -> HttpResponse:
    rows = list(Line.objects.visible_to(request.actor).filter(experiment=experiment).select_related("giver"))
    is_open = experiment.state in CHANGEABLE and may_give_now(request.actor, experiment)
    context = {
        "experiment": experiment,
        "rows": [_row(row, experiment, request, is_open=is_open) for row in rows],
        "is_frozen": experiment.state not in DRAFTED,
        "sums": sums_of(experiment, rows),
        "form": form,
        "is_open": is_open,
        "has_rates": is_open and own_tariffs(request.actor, experiment.starts_on).exists(),
        "may_keep": can_keep_tariffs(request.actor),
        "nav": "experiments",
    }
    return render(request, "experiments/hours/lines.html", context, status=status_of(form, None))


def _row(row: Line, experiment: Experiment, request: Request, *, is_open: bool) -> dict[str, Any]:
    row.experiment = experiment  # with its parties: asked once
    parted = has_parted(row)
    return {
        "line": row,
        "is_own": is_open and row.giver_id == request.acting_for.id and not parted,
        "has_parted": parted,
        "may_take": is_open and parted and can_take_away(request.actor, row),
    }


def line(request: Request, organisation: str, pk: int, line: int) -> HttpResponse:
    row = _own(request, pk, line)
    form = LineForm(posted(request), experiment=row.experiment, actor=request.actor, line=row)
    both = None
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change(row, form.promise, actor=request.actor, version=version, reason=form.why)
            messages.success(request, _("The hours were saved."))
            return redirect("hours:lines", organisation, pk)
        except StaleError:
            fresh = _own(request, pk, line)
            saved = LineForm(experiment=fresh.experiment, actor=request.actor, line=fresh)
            both = stale(form, saved, fresh.version)
        except MoveError as error:
            form.add_error(None, str(error))
    return _line_page(request, row, form, both)


def _line_page(request: Request, row: Line, form: LineForm, both: list[Clash] | None = None) -> HttpResponse:
    experiment = row.experiment
    context = {
        "experiment": experiment,
        "line": row,
        "form": form,
        "clashes": both,
        "is_frozen": experiment.state not in DRAFTED,
        "nav": "experiments",
    }
    return render(request, "experiments/hours/line.html", context, status=status_of(form, both))


def _own(request: Request, pk: int, line: int, *, may: Callable[[Actor, Line], bool] = can_change) -> Line:
    experiment = found(request, pk)
    rows = Line.objects.visible_to(request.actor).filter(experiment=experiment)  # another's tariff is hidden from one
    row: Line = get_object_or_404(rows, pk=line)
    row.experiment = experiment
    if not may(request.actor, row):
        raise PermissionDenied
    return row


@require_POST
def remove(request: Request, organisation: str, pk: int, line: int) -> HttpResponse:
    row = _own(request, pk, line, may=can_take_away)
    actions.take_away(row, actor=request.actor, reason=ReasonForm.given(request.POST))
    messages.success(request, _("The hours were taken away from the plan."))
    return redirect("hours:lines", organisation, pk)
