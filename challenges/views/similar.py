"""“Is this already here?”, asked while title and problem are typed: beside the autosave, and quiet where nothing is near."""

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from challenges.forms import SimilarForm
from challenges.models import Challenge
from challenges.permissions import can_create
from challenges.similar import similar
from mint.tenancy.context import Request


@require_POST
def of_workspace(request: Request, organisation: str) -> HttpResponse:
    if not can_create(request.actor, request.acting_for.kind):
        raise PermissionDenied
    return _answer(request)


@login_not_required
@require_POST
def of_visitor(request: Request) -> HttpResponse:
    return _answer(request)


def _answer(request: Request) -> HttpResponse:
    """Too often, or what is no text: nothing, and what was shown stays."""
    form = SimilarForm(request.POST)
    if not form.is_valid() or not ratelimit.consume(request, action="similar"):
        return HttpResponse(status=204)
    found = similar(request.actor, **form.cleaned_data)
    return render(request, "challenges/_similar.html", {"similar": found})


def beside(request: Request, challenge: Challenge | None) -> dict[str, Any]:
    """For a page that shows them without being asked: what is saved already, compared."""
    if challenge is None:
        return {"similar": []}
    return {"similar": similar(request.actor, title=challenge.title, problem=challenge.problem, but=challenge.form_key)}
