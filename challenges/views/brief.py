"""The wizard: three short steps, saved from the first keystroke, checked at the end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from challenges import actions
from challenges.forms import STEPS, DraftForm, KeyForm
from challenges.models import Challenge, ChallengeAttachment
from challenges.permissions import can_create, can_edit, is_owner
from challenges.states import EDITABLE
from challenges.views.public import words_of
from challenges.workflow import MOVES
from mint import clock
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.web import MoveError, wants_partial
from mint.workflow import available, blockers

NAMES = {1: gettext_lazy("The problem"), 2: gettext_lazy("What you seek"), 3: gettext_lazy("Check and send")}


def new(request: Request, organisation: str) -> HttpResponse:
    """Step 1 of a challenge that is not there yet: the form's key makes it, once."""
    if not can_create(request.actor, request.acting_for.kind):
        raise PermissionDenied
    hidden = KeyForm(request.POST or request.GET or None)
    key = (hidden.cleaned_data["key"] if hidden.is_valid() else None) or KeyForm.new_key()
    if request.method == "GET" and (elsewhere := _begun(request, key)):
        return elsewhere
    form = STEPS[1](request.POST or None, autosave=wants_partial(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, form, key, hidden.cleaned_data.get("version"))
        except MoveError as stale:  # as in `step`
            form.add_error(None, str(stale))
            return _step_page(request, form, 1, key=key, status=409)
    return _step_page(request, form, 1, key=key)


def _begin(request: Request, form: DraftForm, key: UUID, version: int | None) -> HttpResponse:
    tenant = get_object_or_404(Organisation, pk=request.acting_for.id)
    data = form.cleaned_data
    draft = actions.create_draft(organisation=tenant, key=key, actor=request.actor, data=data, version=version)
    return _saved(request, draft) or redirect("challenges:step", tenant.slug, draft.pk, 2)


def _begun(request: Request, key: UUID) -> HttpResponse | None:
    """The key stands in the address, so that the browser's Back finds the draft that the form has made."""
    if "key" not in request.GET:
        return redirect(f"{request.path}?key={key}")
    drafts = Challenge.objects.visible_to(request.actor).filter(organisation_id=request.acting_for.id, form_key=key)
    draft = drafts.first()
    return redirect("challenges:step", request.acting_for.slug, draft.pk, 1) if draft else None


def step(request: Request, organisation: str, pk: int, number: int) -> HttpResponse:
    """A step of a draft; htmx saves it while one types, the button saves and goes on."""
    challenge = _editable(request, pk)
    form_class = STEPS.get(number, STEPS[1])
    form = form_class(request.POST or None, request.FILES or None, instance=challenge, autosave=wants_partial(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form, pk, number)
        except MoveError as stale:  # somebody saved meanwhile: what was typed here stays on the page, to copy
            form.add_error(None, str(stale))
            return _step_page(request, form, number, challenge=challenge, status=409)
    return _step_page(request, form, number, challenge=challenge)


def _keep(request: Request, form: DraftForm, pk: int, number: int) -> HttpResponse:
    """Save a step, and its attachment; then say so (htmx), or go on."""
    data = dict(form.cleaned_data)
    upload = data.pop("upload", None)
    with transaction.atomic():
        challenge = _save(request, pk, data)
        if upload:
            actions.attach(challenge, upload=upload, actor=request.actor)
    return _saved(request, challenge) or _next(request, challenge, number)


def _save(request: Request, pk: int, data: dict[str, Any]) -> Challenge:
    hidden = KeyForm(request.POST)
    version = hidden.cleaned_data["version"] if hidden.is_valid() else 0
    return actions.save_draft(Challenge(pk=pk), data=data, actor=request.actor, version=version)


def _next(request: Request, challenge: Challenge, number: int) -> HttpResponse:
    """On to the next step; who came to change one answer goes back to the check."""
    place = (request.acting_for.slug, challenge.pk)
    if number == 1 and not from_check(request):
        return redirect("challenges:step", *place, 2)
    return redirect("challenges:check", *place)


def from_check(request: Request) -> bool:
    """Did the check page's “Change” lead here?"""
    return request.GET.get("paluu") == "tarkista"


def _editable(request: Request, pk: int) -> Challenge:
    rows = Challenge.objects.visible_to(request.actor).select_related("municipality", "organisation")
    challenge: Challenge = get_object_or_404(rows.defer("search"), pk=pk)
    if is_owner(request.actor, challenge) and challenge.state not in EDITABLE:
        raise _sent_already(request, challenge)
    if not can_edit(request.actor, challenge):
        raise PermissionDenied
    return challenge


def _sent_already(request: Request, challenge: Challenge) -> MoveError:
    """The browser's Back leads here after sending."""
    return MoveError(
        _("The challenge has been sent, so it is not edited any more. If it is returned, you can."),
        url=reverse("challenges:manage", args=[request.acting_for.slug, challenge.pk]),
        link=_("Open the challenge that was sent"),
    )


def _saved(request: Request, challenge: Challenge) -> HttpResponse | None:
    """The answer to an autosave: when it was saved, and the version that the next one must name."""
    if not wants_partial(request):
        return None
    return render(request, "challenges/_saved.html", {"challenge": challenge, "saved_at": clock.now()})


def _step_page(
    request: Request,
    form: DraftForm,
    number: int,
    *,
    challenge: Challenge | None = None,
    key: Any = None,
    status: int = 422,
) -> HttpResponse:
    if form.is_bound and wants_partial(request):
        return render(request, "challenges/_not_saved.html", {"form": form}, status=status)
    context = {
        "form": form,
        "number": number,
        "step_name": NAMES.get(number, NAMES[1]),
        "challenge": challenge,
        "key": key or (challenge and challenge.form_key),
        "nav": "challenges",
        "back_to_check": challenge is not None and from_check(request),
        "attachments": list(challenge.attachments.all()) if challenge and number > 1 else [],
    }
    return render(request, "challenges/step.html", context, status=status if form.is_bound else 200)


@require_safe
def check(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Step 3: the answers as they will be read, each with a link to change it, and the one button."""
    challenge = _editable(request, pk)
    moves = [move for move in available(challenge, MOVES, request.actor) if move.name in {"submitted", "published"}]
    context = {
        "challenge": challenge,
        "moves": [{"move": move, "blockers": blockers(challenge, move)} for move in moves],
        "lacking": _lacking(request, challenge),
        "attachments": list(challenge.attachments.all()),
        "number": 3,
        "step_name": NAMES[3],
        "nav": "challenges",
        **words_of(challenge),
    }
    return render(request, "challenges/check.html", context)


def _lacking(request: Request, challenge: Challenge) -> str:
    """The address of the first question without an answer; of the deadline, where it is only too near."""
    asked = [(number, name) for number, form in STEPS.items() for name in form.required_now]
    number, name = next((each for each in asked if not getattr(challenge, each[1])), (2, "deadline_on"))
    page = reverse("challenges:step", args=[request.acting_for.slug, challenge.pk, number])
    return f"{page}?paluu=tarkista#id_{name}"


def delete(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Asked first: what is deleted is gone. What has been sent once is not deleted."""
    challenge = _editable(request, pk)
    if challenge.state != "draft":
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "challenges/delete.html", {"challenge": challenge, "nav": "challenges"})
    actions.delete_draft(challenge, actor=request.actor)
    messages.success(request, _("The draft was deleted."))
    return redirect("challenges:board", organisation)


@require_POST
def detach(request: Request, organisation: str, pk: int, attachment: int) -> HttpResponse:
    challenge = _editable(request, pk)
    found = get_object_or_404(
        ChallengeAttachment.objects.visible_to(request.actor).filter(challenge=challenge), pk=attachment
    )
    actions.detach(found, actor=request.actor)
    return redirect("challenges:step", organisation, pk, 2)
