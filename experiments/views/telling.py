"""What the owner tells the public beside plan and result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from experiments import actions
from experiments.forms import TellForm
from experiments.permissions import can_lead
from experiments.views.work import found, posted
from mint.clashes import stale, status_of
from mint.tenancy.context import Request
from mint.web import StaleError


def tell(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Cost, contact and licence: shown on the public page once the experiment has been decided."""
    experiment = found(request, pk)
    if not can_lead(request.actor, experiment):
        raise PermissionDenied
    form, both = TellForm(posted(request), instance=experiment, initial={"version": experiment.version}), None
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.tell(experiment, actor=request.actor, version=version, values=form.values)
        except StaleError:
            fresh = found(request, pk)
            both = stale(form, TellForm(instance=fresh, initial={"version": fresh.version}), fresh.version)
        else:
            messages.success(request, _("What the public page tells was saved."))
            return redirect("experiments:manage", organisation, pk)
    context = {"experiment": found(request, pk), "form": form, "clashes": both, "nav": "experiments"}
    return render(request, "experiments/tell.html", context, status=status_of(form, both))
