"""Reviewing the evidence grade, from outside the owning organisation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from experiments import actions
from experiments.evidence import evidence_of
from experiments.forms import EvidenceForm
from experiments.permissions import can_grade
from experiments.states import DECIDED
from experiments.views.work import found, posted
from mint.tenancy.context import Request
from mint.web import MoveError


def evidence(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Confirm the computed grade or lower it, with a reason."""
    experiment = found(request, pk)
    if not can_grade(request.actor, experiment):
        raise PermissionDenied(_("The grade is reviewed from outside the organisations that take part."))
    if experiment.state not in DECIDED or experiment.evidence_computed is None:
        raise MoveError(_("The evidence is reviewed when the experiment has been decided."))
    form = EvidenceForm(posted(request), computed=experiment.evidence_computed)
    if request.method == "POST" and form.is_valid():
        actions.review_evidence(experiment, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("The review was saved."))
        return redirect("experiments:manage", organisation, pk)
    context = {"experiment": experiment, "form": form, "nav": "experiments"}
    context["evidence"] = evidence_of(experiment, list(experiment.metrics.all()))
    return render(request, "experiments/evidence.html", context, status=422 if form.is_bound else 200)
