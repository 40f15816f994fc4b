"""The shelf of an organisation, and one experiment's place there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.models import Experiment
from experiments.shelf import actions
from experiments.shelf.forms import KeepForm, PutForm, TakeForm
from experiments.shelf.models import Rest
from experiments.shelf.panel import resting_of
from experiments.shelf.permissions import can_shelve
from experiments.shelf.states import RESTABLE, Ending
from experiments.states import DRAFTED
from experiments.views.work import found, posted
from mint.tenancy.context import Request
from mint.web import paginate


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """What rests of the organisation's own, the next to wake first."""
    rows = Rest.objects.visible_to(request.actor).on_the_shelf().filter(organisation_id=request.acting_for.id)
    page = paginate(request, rows.select_related("experiment"), by=("ask_on", "id"))
    return render(request, "experiments/shelf/list.html", {"page": page, "nav": "experiments"})


def one(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Where it rests, or the form that puts it there."""
    experiment = found(request, pk)
    may_shelve = can_shelve(request.actor, experiment)
    if request.method == "POST" and not may_shelve:
        raise PermissionDenied
    form = PutForm(posted(request))
    if form.is_bound and form.is_valid():
        actions.put(experiment, actor=request.actor, reason=form.cleaned_data["reason"], until=form.until)
        messages.success(request, _("It is on the shelf. MINT tells you when it is time to look again."))
        return redirect("experiments:manage", organisation, pk)
    return _page(request, experiment, form if form.is_bound else None)


def _page(request: Request, experiment: Experiment, refused: Any = None) -> HttpResponse:
    """`refused` is the form that was not taken."""
    rest = resting_of(request, experiment)
    forms = {kind: refused if isinstance(refused, kind) else kind() for kind in (PutForm, KeepForm, TakeForm)}
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "rest": rest,
        "may_shelve": can_shelve(request.actor, experiment),
        "may_rest": experiment.state in RESTABLE,
        "put": forms[PutForm],
        "keep": forms[KeepForm],
        "take": forms[TakeForm],
        "form": refused,
    }
    return render(request, "experiments/shelf/one.html", context, status=422 if refused else 200)


@require_POST
def keep(request: Request, organisation: str, pk: int) -> HttpResponse:
    experiment, rest = _shelved(request, pk)
    form = KeepForm(request.POST)
    if not rest.condition and not form.is_valid():
        return _page(request, experiment, form)
    rest = actions.keep(rest, actor=request.actor, day=None if rest.condition else form.cleaned_data["day"])
    messages.success(request, _("It stays on the shelf."))
    return redirect("shelf:one", organisation, pk)


@require_POST
def take(request: Request, organisation: str, pk: int) -> HttpResponse:
    """What has ended is tried again as a new experiment; an idea goes on from where it was."""
    experiment, rest = _shelved(request, pk)
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, experiment, form)
    rest = actions.take(rest, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("It is off the shelf."))
    begins_anew = rest.ending == Ending.TAKEN and experiment.is_finished
    if begins_anew:
        return redirect("replication:again", organisation, pk)
    goes_on = rest.ending == Ending.TAKEN and experiment.state in DRAFTED
    return redirect("experiments:plan" if goes_on else "experiments:manage", organisation, pk)


def _shelved(request: Request, pk: int) -> tuple[Experiment, Rest]:
    experiment = found(request, pk)
    if not can_shelve(request.actor, experiment):
        raise PermissionDenied
    rest = resting_of(request, experiment)
    if rest is None:
        raise Http404
    return experiment, rest
