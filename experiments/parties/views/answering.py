"""The page of an invitation, for the organisation that is asked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.models import Experiment, PartyInvitation
from experiments.parties import workflow
from experiments.parties.forms import WhyForm
from experiments.parties.permissions import can_answer
from experiments.states import Invited
from mint.tenancy.context import Request


def _asked(request: Request, pk: int) -> PartyInvitation:
    rows = PartyInvitation.objects.visible_to(request.actor).select_related("organisation", "member")
    return get_object_or_404(rows, pk=pk, member=request.acting_for.id)


@require_safe
def invitation(request: Request, organisation: str, pk: int) -> HttpResponse:
    return _page(request, _asked(request, pk), _why(None))


def _why(data: Any) -> WhyForm:
    return WhyForm(data, readers=_("Those who invited you read it."))


def _page(request: Request, row: PartyInvitation, form: WhyForm) -> HttpResponse:
    seen = Experiment.objects.visible_to(request.actor).filter(pk=row.experiment_id)
    context = {
        "invitation": row,
        "seen": seen.first(),
        "is_inside": row.state == Invited.JOINED,
        "may_answer": row.state == Invited.INVITED and can_answer(request.actor, row),
        "waits": row.state == Invited.INVITED,
        "form": form,
        "nav": "experiments",
    }
    return render(request, "experiments/parties/invitation.html", context, status=422 if form.is_bound else 200)


@require_POST
def accept(request: Request, organisation: str, pk: int) -> HttpResponse:
    row = workflow.accept(_asked(request, pk), actor=request.actor)
    messages.success(request, _("Your organisation takes part now. Those who invited you are told."))
    return redirect("experiments:manage", organisation, row.experiment_id)


@require_POST
def decline(request: Request, organisation: str, pk: int) -> HttpResponse:
    row, form = _asked(request, pk), _why(request.POST)
    if not can_answer(request.actor, row):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, row, form)
    workflow.decline(row, actor=request.actor, reason=form.cleaned_data["reason"])
    messages.success(request, _("The invitation was declined. Those who invited you are told."))
    return redirect("parties:invitation", organisation, pk)
