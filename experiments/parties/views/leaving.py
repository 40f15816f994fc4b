"""An organisation leaves by itself, or its owner parts from one: each with a reason, and with what happens to what it did."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.parties import workflow
from experiments.parties.forms import WhyForm
from experiments.parties.permissions import binding, bound, can_leave
from experiments.parties.states import ENDED
from experiments.parties.views.pages import composed, member_of
from experiments.views.work import found, posted
from mint.tenancy.context import Request


def leave(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Of the organisation acted for; what binds it still is told."""
    experiment = found(request, pk)
    if not can_leave(request.actor, experiment):
        raise PermissionDenied
    form = WhyForm(posted(request), readers=_("The experiment’s owner reads it, and it stands in the log."))
    if form.is_bound and form.is_valid():
        workflow.leave(experiment, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("Your organisation has left the experiment. Its owner is told."))
        return redirect("experiments:own", organisation)
    return _page(request, experiment, form, binds=binding(experiment, request.acting_for.id))


def part(request: Request, organisation: str, pk: int, member: int) -> HttpResponse:
    experiment = composed(request, pk)
    whose = member_of(experiment, member)
    form = WhyForm(posted(request), readers=_("The organisation reads it, and it stands in the log."))
    if form.is_bound and form.is_valid():
        workflow.remove(experiment, whose, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("It no longer takes part, and is told."))
        return redirect("parties:list", organisation, pk)
    stays = [_("The experiment rests on this organisation’s challenge or agreement: it stays a party.")]
    return _page(request, experiment, form, member=whose, binds=stays if whose.pk in bound(experiment) else [])


def _page(request: Request, experiment: Experiment, form: WhyForm, **more: Any) -> HttpResponse:
    """`binds` says why it stays; `member` is who is parted from, none when one leaves oneself."""
    context = {
        "experiment": experiment,
        "form": form,
        "is_open": experiment.state not in ENDED and not more["binds"],
        "nav": "experiments",
        **more,
    }
    return render(request, "experiments/parties/leave.html", context, status=422 if form.is_bound else 200)
