"""Who from outside reads a case: invited by its coordinator, and ended by them before the day when that is due."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges import actions
from challenges.forms import EvaluatorForm
from challenges.models import Challenge
from challenges.permissions import can_open_to_evaluators
from challenges.views.curation import found
from mint import clock
from mint.tenancy.context import Request


def _openable(request: Request, pk: int) -> Challenge:
    challenge = found(request, pk)
    if not can_open_to_evaluators(request.actor, challenge):
        raise PermissionDenied
    return challenge


def evaluators(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge = _openable(request, pk)
    form = EvaluatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.open_to_evaluator(challenge, email=form.cleaned_data["email"], actor=request.actor)
        messages.success(request, _("The evaluator was invited."))
        return redirect("challenges:evaluators", organisation, pk)
    live = challenge.grants.filter(expires_at__gt=clock.now()).select_related("user").order_by("expires_at", "id")
    context = {"challenge": challenge, "grants": live, "form": form, "nav": "challenges"}
    return render(request, "challenges/evaluators.html", context, status=422 if form.is_bound else 200)


@require_POST
def end(request: Request, organisation: str, pk: int, person: int) -> HttpResponse:
    actions.close_to_evaluator(_openable(request, pk), user_id=person, actor=request.actor)
    messages.success(request, _("The evaluator's access has ended."))
    return redirect("challenges:evaluators", organisation, pk)
