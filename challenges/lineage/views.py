"""Copying, merging and splitting: each is asked first, on a page that says what happens."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges.lineage import actions, guards
from challenges.lineage.forms import CopyForm, KeptForm, MergeForm, SplitForm
from challenges.lineage.permissions import can_copy, can_merge, can_split
from challenges.models import Challenge
from challenges.permissions import can_create, can_read_confidential
from challenges.similar import similar_rows
from challenges.views.curation import found
from challenges.workflow import MERGE, SPLIT
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.web import MoveError, paginate
from mint.workflow import blockers


@require_safe
def choose(request: Request, organisation: str) -> HttpResponse:
    """One's own challenges, the newest first, each to begin from."""
    if not can_create(request.actor, request.acting_for.kind):
        raise PermissionDenied
    own = Challenge.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id)
    page = paginate(request, own.exclude(title="").defer("search"), by=("-id",))
    return render(request, "lineage/choose.html", {"page": page, "nav": "challenges"})


def copy(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge = found(request, pk)
    if not can_copy(request.actor, challenge, request.acting_for.kind):
        raise PermissionDenied
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        tenant = get_object_or_404(Organisation, pk=request.acting_for.id)
        draft = actions.copy(challenge, organisation=tenant, key=form.cleaned_data["key"], actor=request.actor)
        messages.success(
            request, _("The draft is yours to edit. Look through every step: days and contacts are empty.")
        )
        return redirect("challenges:step", organisation, draft.pk, 1)
    own = challenge.organisation_id == request.acting_for.id
    context = {"challenge": challenge, "form": form, "is_own": own, "nav": "challenges"}
    return render(request, "lineage/copy.html", context, status=422 if form.is_bound else 200)


def merge(request: Request, organisation: str, pk: int) -> HttpResponse:
    """First which one is kept, then what happens, and the reason."""
    challenge = found(request, pk)
    if not can_merge(request.actor, challenge):
        raise PermissionDenied
    chosen = KeptForm(request.GET if "kohde" in request.GET else None)
    kept = _kept(request, chosen)
    form = MergeForm(request.POST if request.method == "POST" and kept else None)
    if kept and form.is_valid():
        return _merged(request, organisation, challenge, kept, form)
    context = {"challenge": challenge, "chosen": chosen, "form": form if kept else chosen, "kept": kept, "nav": "queue"}
    context |= _asked(challenge, kept) if kept else {"offered": _offered(request, challenge)}
    status = 422 if form.is_bound or (chosen.is_bound and kept is None) else 200
    return render(request, "lineage/merge.html", context, status=status)


def _kept(request: Request, chosen: KeptForm) -> Challenge | None:
    """The one that is kept, if the reader may know of it and read it."""
    if not chosen.is_valid():
        return None
    rows = Challenge.objects.visible_to(request.actor).select_related("organisation", "municipality").defer("search")
    kept = rows.filter(pk=chosen.cleaned_data["kohde"]).first()
    if kept is None or not (kept.is_public or can_read_confidential(request.actor, kept)):
        chosen.add_error("kohde", _("There is no such challenge, or you may not see it."))
        return None
    return kept


def _offered(request: Request, challenge: Challenge) -> list[Challenge]:
    """What is near, and may be kept."""
    near = similar_rows(request.actor, title=challenge.title, problem=challenge.problem, but=challenge.pk)
    return [row for row in near if not actions.why_not(challenge, row)]


def _asked(challenge: Challenge, kept: Challenge) -> dict[str, Any]:
    state = [] if challenge.state in MERGE.sources else [_("Only what is in review or open is merged.")]
    why = actions.why_not(challenge, kept)
    return {
        "blockers": [*state, *([why] if why else []), *blockers(challenge, MERGE)],
        "fates": guards.fates(challenge),
        "pair": [challenge, kept],
    }


def _merged(
    request: Request, organisation: str, challenge: Challenge, kept: Challenge, form: MergeForm
) -> HttpResponse:
    actions.merge(challenge, kept, reason=form.cleaned_data["reason"], actor=request.actor)
    text = _("Merged into “%(kept)s”. Its owner is told in ten minutes.") % {"kept": kept.title}
    messages.success(request, text, extra_tags=reverse("challenges:undo", args=[organisation, challenge.pk]))
    return redirect("challenges:manage", organisation, challenge.pk)


def split(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge = found(request, pk)
    if not can_split(request.actor, challenge):
        raise PermissionDenied
    waits = challenge.state in SPLIT.sources
    form = SplitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not waits:
        raise MoveError(_("Only what is in review is split."))
    if request.method == "POST" and form.is_valid():
        actions.split(challenge, titles=form.titles, reason=form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("The parts went back to their owner, who is told and completes each."))
        return redirect("challenges:manage", organisation, challenge.pk)
    context = {"challenge": challenge, "form": form, "waits": waits, "nav": "queue"}
    return render(request, "lineage/split.html", context, status=422 if form.is_bound else 200)
