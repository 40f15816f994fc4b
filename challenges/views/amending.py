"""Changing what has been published, and what has been changed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges import amending
from challenges.forms import AmendForm
from challenges.models import Challenge, ChallengeVersion
from challenges.permissions import can_amend, can_read
from challenges.states import State
from challenges.versioning import changes_of
from challenges.views.curation import found
from challenges.words import NAMES
from mint.autosaves import KeyForm
from mint.clashes import Clash, clashes
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError


def amend(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The questions of the wizard again, for what is open."""
    challenge = found(request, pk)
    if not can_amend(request.actor, challenge):
        raise PermissionDenied
    if challenge.state != State.OPEN:
        page = reverse("challenges:manage", args=[organisation, pk])
        raise MoveError(_("Only an open challenge is amended."), url=page, link=_("Open the challenge"))
    form = AmendForm(request.POST or None, instance=Challenge.objects.visible_to(request.actor).get(pk=pk))
    if not form.is_valid():
        return _page(request, challenge, form, 422 if form.is_bound else 200)
    try:
        _amend(request, challenge, dict(form.cleaned_data))
    except StaleError:
        saved = AmendForm(instance=Challenge.objects.visible_to(request.actor).get(pk=pk))
        return _page(request, challenge, form, 409, clashes(form, saved))
    messages.success(request, _("The change is on the challenge's page."))
    return redirect("challenges:manage", organisation, pk)


def _amend(request: Request, challenge: Challenge, data: dict[str, Any]) -> None:
    hidden = KeyForm(request.POST)
    version = (hidden.is_valid() and hidden.cleaned_data["version"]) or 0
    said: dict[str, Any] = {name: data.pop(name) for name in ("note", "is_material")}
    amending.amend(challenge, data, **said, version=version, actor=request.actor)


def _page(
    request: Request, challenge: Challenge, form: AmendForm, status: int, differing: list[Clash] | None = None
) -> HttpResponse:
    context = {"challenge": challenge, "form": form, "clashes": differing, "nav": "challenges"}
    return render(request, "challenges/amend.html", context, status=status)


@login_not_required
@require_safe
def changes(request: Request, pk: int, slug: str) -> HttpResponse:
    """What has been changed since it was published, the newest first, word by word."""
    challenge = get_object_or_404(Challenge.objects.visible_to(request.actor).read_out(), pk=pk)
    if challenge.slug != slug:
        return redirect("challenges:changes", pk, challenge.slug, permanent=True)
    if not can_read(request.actor, challenge):
        raise PermissionDenied
    versions = ChallengeVersion.objects.visible_to(request.actor).filter(challenge=challenge).order_by("-number")[:100]
    read = [{"version": version, "changes": changes_of(version, dict(NAMES))} for version in versions]
    return render(request, "challenges/changes.html", {"challenge": challenge, "versions": read, "nav": "challenges"})
