"""An organisation's prices of an hour: its members read them, its owners and coordinators keep them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from experiments.hours import actions
from experiments.hours.forms import TariffForm
from experiments.hours.models import Tariff
from experiments.hours.permissions import can_keep_tariffs
from experiments.views.work import posted
from mint import clock
from mint.clashes import Clash, stale, status_of
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError


def tariffs(request: Request, organisation: str) -> HttpResponse:
    """The list, and a form for one more."""
    may_keep = can_keep_tariffs(request.actor)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied
    form = TariffForm(posted(request), initial={"valid_from": clock.today().replace(month=1, day=1)})
    if form.is_bound and form.is_valid():
        try:
            actions.add_tariff(actor=request.actor, values=form.values)
            messages.success(request, _("The rate was added."))
            return redirect("hours:tariffs", organisation)
        except MoveError as error:
            form.add_error("name_fi", str(error))
    rows = Tariff.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id)
    context = {"rows": rows, "form": form, "may_keep": may_keep, "today": clock.today(), "nav": "experiments"}
    return render(request, "experiments/hours/tariffs.html", context, status=status_of(form, None))


def tariff(request: Request, organisation: str, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    form = TariffForm(posted(request), instance=row, initial={"version": row.version})
    if not form.is_bound or not form.is_valid():
        return _tariff_page(request, pk, form)
    version = form.cleaned_data["version"] or 0
    try:
        actions.change_tariff(row, actor=request.actor, version=version, values=form.values)
    except StaleError:
        fresh = _kept(request, pk)
        return _tariff_page(request, pk, form, stale(form, TariffForm(instance=fresh), fresh.version))
    except MoveError as error:
        form.add_error("name_fi", str(error))
        return _tariff_page(request, pk, form)
    messages.success(request, _("The rate was saved. Plans that were priced before keep their price."))
    return redirect("hours:tariffs", organisation)


def _kept(request: Request, pk: int) -> Tariff:
    rows = Tariff.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id)
    row: Tariff = get_object_or_404(rows, pk=pk)
    if not can_keep_tariffs(request.actor):
        raise PermissionDenied
    return row


def _tariff_page(request: Request, pk: int, form: TariffForm, both: list[Clash] | None = None) -> HttpResponse:
    context = {"form": form, "tariff": _kept(request, pk), "clashes": both, "nav": "experiments"}
    return render(request, "experiments/hours/tariff.html", context, status=status_of(form, both))
