"""The wizard of a proposal: an organisation's in its workspace, one's own under /omat/; saved from the first keystroke."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from challenges.models import Challenge
from challenges.proposals import actions
from challenges.proposals.addresses import address, addresses
from challenges.proposals.asking import Asked, asked_of
from challenges.proposals.content import Content, answered, content_of
from challenges.proposals.forms import AnswersForm, IdeaForm, StepForm
from challenges.proposals.models import Proposal, ProposalAttachment
from challenges.proposals.permissions import is_own
from challenges.proposals.states import Kind, State
from mint import autosaves, clock
from mint.autosaves import KeyForm, page_of
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError, wants_partial

NAMES = {1: gettext_lazy("The idea"), 2: gettext_lazy("Answers"), 3: gettext_lazy("Check and send")}
STEPS = (1, 2)


def new(request: Request, challenge: int, organisation: str = "") -> HttpResponse:
    """Step 1 of a proposal that is not there yet: the form's key makes it, once."""
    asked_by = asking(request, challenge)
    side = tenant(request)
    actions.check_may_propose(asked_by, side, request.actor)
    if request.method != "POST":
        actions.check_may_begin(asked_by, side, request.actor)
    hidden = KeyForm(request.POST or request.GET or None)
    key = (hidden.cleaned_data["key"] if hidden.is_valid() else None) or uuid4()
    if request.method == "GET" and (elsewhere := _begun(request, key)):
        return elsewhere
    form = idea_form(request, alone(side), Content())
    if request.method == "POST" and form.is_valid():
        draft = actions.begin(asked_by, organisation=side, key=key, data=form.data_to_save(), actor=request.actor)
        draft = _save(request, draft, form)
        return _saved(request, draft) or redirect(address("step", organisation, draft.pk, 2))
    return step_page(request, form, 1, asked_by, key=key)


def asking(request: Request, pk: int) -> Challenge:
    """A challenge that asks for proposals; 404 for any other."""
    rows = Challenge.objects.visible_to(request.actor).select_related("organisation", "municipality").defer("search")
    challenge: Challenge = get_object_or_404(rows, pk=pk)
    if not asked_of(challenge):
        raise MoveError(
            _("This challenge does not ask for proposals."), url=challenge.get_absolute_url(), link=challenge.title
        )
    return challenge


def tenant(request: Request) -> Organisation | None:
    """The organisation acted for; None under /omat/."""
    return get_object_or_404(Organisation, pk=request.acting_for.id) if request.acting_for else None


def alone(organisation: Organisation | None) -> tuple[Kind, ...]:
    return (Kind.COMPANY,) if organisation else (Kind.PERSON,)


def idea_form(request: Request, kinds: tuple[Kind, ...], content: Content) -> IdeaForm:
    sent = request.POST if request.method == "POST" else None
    return IdeaForm(sent, alone=kinds, content=content, autosave=wants_partial(request))


def _begun(request: Request, key: UUID) -> HttpResponse | None:
    """The key stands in the address, so that the browser's Back finds the draft that the form has made."""
    if "key" not in request.GET:
        return redirect(f"{request.path}?key={key}")
    draft = Proposal.objects.visible_to(request.actor).own(request.actor).filter(form_key=key).first()
    return redirect(address("step", _slug(request), draft.pk, 1)) if draft else None


def _slug(request: Request) -> str:
    return request.acting_for.slug if request.acting_for else ""


def step(request: Request, pk: int, number: int, organisation: str = "") -> HttpResponse:
    """A step; htmx saves it while one types, the button saves and goes on."""
    proposal = editable(request, pk)
    form = _form(request, proposal, number)
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form, proposal, number)
        except StaleError as stale:  # somebody saved meanwhile: what was typed here stays on the page, to copy
            form.add_error(None, str(stale))
            return step_page(request, form, number, proposal.challenge, proposal=proposal, status=409)
    return step_page(request, form, number, proposal.challenge, proposal=proposal)


def editable(request: Request, pk: int) -> Proposal:
    """One's own, while it may be changed; where it may not, why, and the way to its page."""
    proposal = own(request, pk)
    if why := actions.settled(proposal):
        raise MoveError(why, url=address("show", _slug(request), pk), link=_("Open the proposal"))
    return proposal


def own(request: Request, pk: int) -> Proposal:
    """Of the side that one acts for: 404 for any other's, 403 for a member who only looks."""
    side = request.acting_for.id if request.acting_for else None
    rows = Proposal.objects.visible_to(request.actor).of_side(request.actor, side)
    proposal: Proposal = get_object_or_404(rows.select_related("organisation"), pk=pk)
    if not is_own(request.actor, proposal):
        raise PermissionDenied
    return proposal


def _form(request: Request, proposal: Proposal, number: int) -> StepForm:
    content = content_of(proposal)
    if number != 2:
        return idea_form(request, alone(proposal.organisation), content)
    return answers_form(request, asked_of(proposal.challenge), content)


def answers_form(request: Request, asked: Asked, content: Content) -> AnswersForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return AnswersForm(*sent, criteria=asked.criteria, content=content, autosave=wants_partial(request))


def _keep(request: Request, form: StepForm, proposal: Proposal, number: int) -> HttpResponse:
    """Save a step, and its attachment; then say so (htmx), or go on."""
    with transaction.atomic():
        saved = _save(request, proposal, form, or_else=0)
        if upload := form.cleaned_data.get("upload"):
            actions.attach(saved, upload=upload, actor=request.actor)
    return _saved(request, saved) or redirect(_next(request, saved, number))


def _save(request: Request, proposal: Proposal, form: StepForm, *, or_else: int | None = None) -> Proposal:
    """What was typed over the version that the page knows; a form that names none knows `or_else`."""
    known, subject = KeyForm.sent(request.POST), f"proposal:{proposal.pk}"
    version = autosaves.seen(subject, known["version"], known["page"]) if known["version"] else or_else
    saved = actions.save(proposal, data=form.data_to_save(), version=version, actor=request.actor)
    autosaves.saved(subject, saved.version, known["page"])
    return saved


def _next(request: Request, proposal: Proposal, number: int) -> str:
    """On to the next step; who came to change one answer goes back to the check."""
    if number == 1 and not from_check(request):
        return address("step", _slug(request), proposal.pk, 2)
    return address("check", _slug(request), proposal.pk)


def from_check(request: Request) -> bool:
    """Did the check page's “Change” lead here?"""
    return request.GET.get("paluu") == "tarkista"


def _saved(request: Request, proposal: Proposal) -> HttpResponse | None:
    """The answer to an autosave: when it was saved, and the version that the next one must name."""
    if not wants_partial(request):
        return None
    return render(request, "proposals/_saved.html", {"proposal": proposal, "saved_at": clock.now()})


def step_page(
    request: Request,
    form: StepForm,
    number: int,
    challenge: Challenge,
    *,
    proposal: Proposal | None = None,
    key: Any = None,
    status: int = 422,
) -> HttpResponse:
    if form.is_bound and wants_partial(request):
        return render(request, "proposals/_not_saved.html", {"form": form}, status=status)
    context = {
        "form": form,
        "number": number,
        "step_name": NAMES.get(number, NAMES[1]),
        "challenge": challenge,
        "asked": asked_of(challenge),
        "key": key,
        "page": page_of(request.POST),
        **_of_draft(request, proposal, number),
        **frame(request),
    }
    return render(request, "proposals/step.html", context, status=status if form.is_bound else 200)


def _of_draft(request: Request, proposal: Proposal | None, number: int) -> dict[str, Any]:
    """What a step shows of a draft that is there already."""
    return {
        "proposal": proposal,
        "to": addresses(_slug(request), proposal),
        "attachments": list(proposal.attachments.all()) if proposal and number > 1 else [],
        "back_to_check": proposal is not None and from_check(request),
    }


def frame(request: Request) -> dict[str, Any]:
    """The page around: a workspace, or one's own pages without one."""
    return {"frame": "workspace.html" if request.acting_for else "proposals/own.html", "nav": "proposals"}


@require_safe
def check(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    """The answers as they will be read, each with a link to change it, and the one button."""
    proposal = editable(request, pk)
    content, asked = content_of(proposal), asked_of(proposal.challenge)
    slug = _slug(request)
    lacking = content.lacking(asked.criteria)
    context = {
        "proposal": proposal,
        "challenge": proposal.challenge,
        "asked": asked,
        "content": content,
        "kind": Kind(content.kind).label if content.kind in Kind.values else "",
        "answers": answered(content, asked.criteria),
        "attachments": list(proposal.attachments.all()),
        "lacking": address("step", slug, pk, lacking) if lacking else "",
        "is_changed": proposal.state == State.SUBMITTED and bool(proposal.working),
        "to": addresses(slug, proposal),
        "number": 3,
        "step_name": NAMES[3],
        **frame(request),
    }
    return render(request, "proposals/check.html", context)


@require_POST
def send(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    """Send, or send the changes; a second click lands on the same receipt."""
    proposal = own(request, pk)
    actions.submit(proposal, actor=request.actor)
    return redirect(f"{address('show', _slug(request), pk)}?lahetetty=1")


@require_POST
def drop(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    """Forget what was being changed; what was sent stays."""
    actions.drop_changes(editable(request, pk), actor=request.actor)
    messages.success(request, _("The changes were dropped. The proposal stays as it was sent."))
    return redirect(address("show", _slug(request), pk))


def delete(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    """Asked first: what is deleted is gone."""
    proposal = own(request, pk)
    if request.method == "POST":
        actions.delete_draft(proposal, actor=request.actor)
        messages.success(request, _("The draft was deleted."))
        return redirect(address("listing", _slug(request)))
    context = {"proposal": proposal, "to": addresses(_slug(request), proposal), **frame(request)}
    return render(request, "proposals/delete.html", context)


@require_POST
def detach(request: Request, pk: int, attachment: int, organisation: str = "") -> HttpResponse:
    proposal = editable(request, pk)
    rows = ProposalAttachment.objects.visible_to(request.actor).filter(proposal=proposal)
    actions.detach(get_object_or_404(rows.select_related("proposal"), pk=attachment), actor=request.actor)
    return redirect(address("step", _slug(request), pk, 2))
