"""The follow-up at work: each round with who was asked, whom to ask, and an answer heard otherwise."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.follow_up import actions, panel
from experiments.follow_up.forms import ContactsForm, HeardForm, initial_of
from experiments.follow_up.models import Contact, Round
from experiments.follow_up.permissions import can_tend
from experiments.models import Experiment
from experiments.views.work import found
from mint.tenancy.context import Request


@require_safe
def rounds(request: Request, organisation: str, pk: int) -> HttpResponse:
    return _page(request, found(request, pk))


def _page(request: Request, experiment: Experiment, **refused: Any) -> HttpResponse:
    """`refused` is the form that was not taken: `contacts`, or `heard` with the `months` of its round."""
    people = list(Contact.objects.visible_to(request.actor).filter(experiment=experiment))
    askings = panel.askings_of(experiment)
    rows = [
        {"round": row, "asked": askings.get(row.pk, []), "form": _form_of(row, refused)}
        for row in panel.rounds_of(experiment)
    ]
    form = refused.get("contacts") or refused.get("heard")
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "rows": rows,
        "may_tend": can_tend(request.actor, experiment),
        "contacts": refused.get("contacts") or ContactsForm(initial=initial_of(people)),
        "form": form,
    }
    return render(request, "experiments/follow_up/rounds.html", context, status=422 if form else 200)


def _form_of(row: Round, refused: dict[str, Any]) -> Any:
    return refused["heard"] if refused.get("months") == row.months else HeardForm(auto_id=f"k{row.months}_%s")


@require_POST
def contacts(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment, form = _tended(request, pk), ContactsForm(request.POST)
    if not form.is_valid():
        return _page(request, experiment, contacts=form)
    actions.name_contacts(experiment, people=form.people, actor=request.actor)
    messages.success(request, _("The contacts were saved."))
    return redirect("follow_up:rounds", organisation, pk)


@require_POST
def write_down(request: Request, organisation: str, pk: int, months: int) -> HttpResponse:
    experiment = _tended(request, pk)
    row, form = _round(request, experiment, months), HeardForm(request.POST, auto_id=f"k{months}_%s")
    if not form.is_valid():
        return _page(request, experiment, heard=form, months=months)
    actions.write_down(row, form.heard, actor=request.actor)
    messages.success(request, _("The answer was written down."))
    return redirect("follow_up:rounds", organisation, pk)


@require_POST
def settle(request: Request, organisation: str, pk: int, months: int) -> HttpResponse:
    row = _round(request, _tended(request, pk), months)
    actions.settle(row, actor=request.actor)
    messages.success(request, _("It stays without an answer."))
    return redirect("follow_up:rounds", organisation, pk)


def _tended(request: Request, pk: int) -> Experiment:
    experiment = found(request, pk)
    if not can_tend(request.actor, experiment):
        raise PermissionDenied
    return experiment


def _round(request: Request, experiment: Experiment, months: int) -> Round:
    rows = Round.objects.visible_to(request.actor).filter(experiment=experiment).select_related("experiment")
    return get_object_or_404(rows, months=months)
