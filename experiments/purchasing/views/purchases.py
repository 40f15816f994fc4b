"""A purchase at work: begun, written, told of, decided; and its memo."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.models import Experiment
from experiments.purchasing import actions, workflow
from experiments.purchasing.basis import basis_of
from experiments.purchasing.forms import PurchaseForm, TellForm
from experiments.purchasing.guarding import warning_of, word_of
from experiments.purchasing.memo import one_page
from experiments.purchasing.models import Purchase, Told
from experiments.purchasing.permissions import can_begin, can_discard, can_prepare
from experiments.states import DECIDED
from experiments.views.work import posted
from mint import clock
from mint.autosaves import KeyForm
from mint.clashes import stale, status_of
from mint.tenancy.context import Request
from mint.web import StaleError
from mint.workflow import blockers


def begin(request: Request, organisation: str, pk: int) -> HttpResponse:
    """`pk` is the experiment, whoever owns it."""
    experiment = get_object_or_404(Experiment.objects.visible_to(request.actor).filter(state__in=DECIDED), pk=pk)
    if not can_begin(request.actor, request.acting_for.kind, experiment):
        raise PermissionDenied
    key = KeyForm.sent(request.POST)["key"] or KeyForm.new_key()
    form = PurchaseForm(posted(request), initial={"title": experiment.title, "begins_on": clock.today()})
    if form.is_bound and form.is_valid():
        kind = request.acting_for.kind
        made = actions.begin(experiment, actor=request.actor, kind=kind, values=form.values, key=key)
        messages.success(request, _("The purchase was saved. See what its value asks for."))
        return redirect("purchasing:purchase", organisation, made.pk)
    context = {"experiment": experiment, "form": form, "key": key, "nav": "experiments"}
    return render(request, "experiments/purchasing/form.html", context, status=422 if form.is_bound else 200)


def _found(request: Request, pk: int) -> Purchase:
    rows = Purchase.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id)
    found: Purchase = get_object_or_404(rows.select_related("organisation", "experiment"), pk=pk)
    return found


def _own(request: Request, pk: int) -> Purchase:
    purchase = _found(request, pk)
    if not can_prepare(request.actor, purchase):
        raise PermissionDenied
    return purchase


@require_safe
def purchase(request: Request, organisation: str, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


def _page(request: Request, row: Purchase, refused: TellForm | None = None) -> HttpResponse:
    basis, told = basis_of(row), list(Told.objects.visible_to(request.actor).filter(purchase=row))
    context: dict[str, Any] = {
        "purchase": row,
        "nav": "experiments",
        "basis": basis,
        "size": word_of(basis.size),
        "warning": warning_of(basis.together),
        "blockers": [] if row.is_decided else blockers(row, workflow.DECIDE),
        "told": told,
        "may_prepare": can_prepare(request.actor, row),
        "may_discard": can_discard(request.actor, row) and not told,
        "tell": refused or TellForm(initial={"told_on": clock.today()}),
        "form": refused,
    }
    return render(request, "experiments/purchasing/purchase.html", context, status=422 if refused else 200)


def write(request: Request, organisation: str, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form, both = PurchaseForm(posted(request), instance=row, initial={"version": row.version}), None
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.write(row, actor=request.actor, version=version, values=form.values)
        except StaleError:
            fresh = _own(request, pk)
            both = stale(form, PurchaseForm(instance=fresh, initial={"version": fresh.version}), fresh.version)
        else:
            messages.success(request, _("The purchase was saved. See what its value asks for."))
            return redirect("purchasing:purchase", organisation, pk)
    context = {"experiment": row.experiment, "purchase": row, "form": form, "clashes": both, "nav": "experiments"}
    return render(request, "experiments/purchasing/form.html", context, status=status_of(form, both))


@require_POST
def tell(request: Request, organisation: str, pk: int) -> HttpResponse:
    row, form = _own(request, pk), TellForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    actions.tell(row, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("It was written down. Whoever may see the experiment can read it now."))
    return redirect("purchasing:purchase", organisation, pk)


@require_POST
def decide(request: Request, organisation: str, pk: int) -> HttpResponse:
    workflow.decide(_own(request, pk), actor=request.actor)
    messages.success(request, _("The decision was recorded. Print its memo for signing."))
    return redirect("purchasing:purchase", organisation, pk)


@require_POST
def discard(request: Request, organisation: str, pk: int) -> HttpResponse:
    row = _own(request, pk)
    actions.discard(row, actor=request.actor)
    messages.success(request, _("The draft of the purchase was discarded."))
    return redirect("experiments:go", row.experiment_id)


@require_safe
def memo(request: Request, organisation: str, pk: int) -> HttpResponse:
    row = _found(request, pk)
    response = HttpResponse(one_page(row), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="hankintamuistio-{row.pk}-{get_language()}.pdf"'
    return response
