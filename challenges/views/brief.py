"""The wizard: short steps, saved from the first keystroke; what somebody else saved meanwhile is shown beside one's own."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges import actions
from challenges.asking import StepForm
from challenges.confiding import confidential_of
from challenges.models import Challenge
from challenges.permissions import can_create, can_edit, is_owner
from challenges.states import EDITABLE
from challenges.views import similar
from challenges.wizard import Step, Wizard, step_of, wizard_of
from companies.effort.measuring import carried, measure
from mint import autosaves, clock
from mint.autosaves import KeyForm, page_of
from mint.clashes import Clash, stale, status_of
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError, wants_partial


def new(request: Request, organisation: str) -> HttpResponse:
    """Step 1 of a challenge that is not there yet: the form's key makes it, once."""
    if not can_create(request.actor, request.acting_for.kind):
        raise PermissionDenied
    hidden = KeyForm(request.POST or request.GET or None)
    key = (hidden.cleaned_data["key"] if hidden.is_valid() else None) or KeyForm.new_key()
    if request.method == "GET" and (elsewhere := _begun(request, key)):
        return elsewhere
    wizard = wizard_of(request.acting_for.kind)
    form, both = _form(request, wizard[0]), None
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, form, key, hidden.cleaned_data)
        except StaleError:
            both = _stale(request, form, wizard[0], _of_key(request, key))
    return _step_page(request, form, wizard, wizard[0], key=key, both=both)


def _begin(request: Request, form: StepForm, key: UUID, hidden: dict[str, Any]) -> HttpResponse:
    tenant = get_object_or_404(Organisation, pk=request.acting_for.id)
    data, version, page = form.cleaned_data, hidden.get("version"), hidden.get("page")
    if version and (known := _of_key(request, key)):
        version = autosaves.seen(f"challenge:{known.pk}", version, page)
    draft = actions.create_draft(organisation=tenant, key=key, actor=request.actor, data=data, version=version)
    autosaves.saved(f"challenge:{draft.pk}", draft.version, page)
    measured(request, draft, wizard_of(tenant.kind)[0])
    return _saved(request, draft) or redirect("challenges:step", tenant.slug, draft.pk, 2)


def measured(request: Request, challenge: Challenge, here: Step) -> None:
    """A company's minutes at this step, which ends when it goes on."""
    if here.asked:
        sent, goes_on = request.POST.get("opened", ""), not wants_partial(request)
        measure(here.asked, challenge.pk, organisation_id=challenge.organisation_id, sent=sent, goes_on=goes_on)


def _begun(request: Request, key: UUID) -> HttpResponse | None:
    """The key stands in the address, so that the browser's Back finds the draft that the form has made."""
    if "key" not in request.GET:
        return redirect(f"{request.path}?key={key}")
    draft = _of_key(request, key)
    return redirect("challenges:step", request.acting_for.slug, draft.pk, 1) if draft else None


def _of_key(request: Request, key: UUID) -> Challenge | None:
    rows = Challenge.objects.visible_to(request.actor)
    return rows.filter(organisation_id=request.acting_for.id, form_key=key).defer("search").first()


def step(request: Request, organisation: str, pk: int, number: int) -> HttpResponse:
    """A step of a draft; htmx saves it while one types, the button saves and goes on."""
    challenge = editable(request, pk)
    wizard = wizard_of(challenge.organisation.kind)
    here = step_of(wizard, number)
    if here is None:
        raise Http404
    form, both = _form(request, here, challenge), None
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form, pk, wizard, here)
        except StaleError:
            both = _stale(request, form, here, Challenge.objects.visible_to(request.actor).filter(pk=pk).first())
        except MoveError as refused:  # what was typed stays on the page
            form.add_error(None, str(refused))
    return _step_page(request, form, wizard, here, challenge=challenge, both=both)


def _form(request: Request, here: Step, challenge: Challenge | None = None) -> StepForm:
    assert here.form
    return here.form(request.POST or None, request.FILES or None, instance=challenge, autosave=wants_partial(request))


def _stale(request: Request, form: StepForm, here: Step, saved: Challenge | None) -> list[Clash]:
    """What is saved now beside what was typed; sent again, the typed one is written over it."""
    assert here.form
    now = here.form(instance=saved)
    now.fields.pop("upload", None)
    if wants_partial(request):  # only the button writes over another's text
        return []
    return stale(form, now, saved.version if saved else 1)


def _keep(request: Request, form: StepForm, pk: int, wizard: Wizard, here: Step) -> HttpResponse:
    """Save a step, and its attachment; then say so (htmx), or go on."""
    data = dict(form.cleaned_data)
    upload = data.pop("upload", None)
    with transaction.atomic():
        challenge = _save(request, pk, data)
        if upload:
            actions.attach(challenge, upload=upload, actor=request.actor)
        measured(request, challenge, here)
    return _saved(request, challenge) or _next(request, challenge, wizard, here)


def _save(request: Request, pk: int, data: dict[str, Any]) -> Challenge:
    known, subject = KeyForm.sent(request.POST), f"challenge:{pk}"
    version = autosaves.seen(subject, known["version"] or 0, known["page"])
    saved = actions.save_draft(Challenge(pk=pk), data=data, actor=request.actor, version=version)
    autosaves.saved(subject, saved.version, known["page"])
    return saved


def _next(request: Request, challenge: Challenge, wizard: Wizard, here: Step) -> HttpResponse:
    """On to the next step; who came to change one answer goes back to the check."""
    place = (request.acting_for.slug, challenge.pk)
    if step_of(wizard, here.number + 1) and not from_check(request):
        return redirect("challenges:step", *place, here.number + 1)
    return redirect("challenges:check", *place)


def from_check(request: Request) -> bool:
    """Did the check page's “Change” lead here?"""
    return request.GET.get("paluu") == "tarkista"


def editable(request: Request, pk: int) -> Challenge:
    """A draft that one may write; 404, 403, or a refusal in words once it has been sent."""
    rows = Challenge.objects.visible_to(request.actor).select_related("municipality", "organisation")
    challenge: Challenge = get_object_or_404(rows.defer("search"), pk=pk)
    if is_owner(request.actor, challenge) and challenge.state not in EDITABLE:
        raise _sent_already(request, challenge)
    if not can_edit(request.actor, challenge):
        raise PermissionDenied
    challenge.confidential = confidential_of(challenge, request.actor)
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
    request: Request, form: StepForm, wizard: Wizard, here: Step, *,
    challenge: Challenge | None = None, key: Any = None, both: list[Clash] | None = None,
) -> HttpResponse:  # fmt: skip
    status = status_of(form, both)
    if form.is_bound and wants_partial(request):
        context = {"form": form, "is_stale": both is not None}
        return render(request, "challenges/_not_saved.html", context, status=status)
    context = {
        "form": form,
        "clashes": both,
        "challenge": challenge,
        "opened": carried(request.POST.get("opened", "")),
        "page": page_of(request.POST),
        "key": key or (challenge and challenge.form_key),
        "nav": "challenges",
        "back_to_check": challenge is not None and from_check(request),
        "attachments": list(challenge.attachments.all()) if challenge and "upload" in form.fields else [],
        **_place_in(wizard, here),
    }
    if "problem" in form.fields:
        context |= similar.beside(request, challenge)
        context["similar_url"] = reverse("challenges:similar", args=[request.acting_for.slug])
    return render(request, "challenges/step.html", context, status=status)


def _place_in(wizard: Wizard, here: Step) -> dict[str, Any]:
    return {"step": here, "total": len(wizard), "next": wizard[here.number], "previous": here.number - 1}
