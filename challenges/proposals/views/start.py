"""“Make a proposal”: for somebody who has not signed in, write first, then say who you are."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.models import Challenge
from challenges.proposals import actions
from challenges.proposals.addresses import address
from challenges.proposals.asking import asked_of, is_open_for
from challenges.proposals.content import Content, answered
from challenges.proposals.forms import PersonForm, StepForm
from challenges.proposals.models import Proposal
from challenges.proposals.permissions import PROPOSING, WRITING, can_propose
from challenges.proposals.states import Kind
from challenges.proposals.views.writing import NAMES, answers_form, asking, from_check, idea_form
from mint import clock
from mint.links import actions as links
from mint.links.codes import TooOftenError, language, may_write, wait_for_code
from mint.links.cookies import token_of, with_token
from mint.links.forms import ContactForm
from mint.links.landing import landing
from mint.links.models import WaitingDraft
from mint.tenancy.context import Acting, Request, actor_for
from mint.tenancy.models import Organisation
from mint.tenancy.prefilling import prefilled
from mint.web import MoveError, outside_transaction, wants_partial

ALONE = (Kind.COMPANY, Kind.PERSON)


def kind_of(challenge: Challenge) -> str:
    """One draft to each challenge in a browser."""
    return f"proposal:{challenge.pk}"


def _waiting(request: Request, challenge: Challenge) -> WaitingDraft | None:
    return links.find(kind_of(challenge), token_of(request))


@login_not_required
@require_safe
def start(request: Request, pk: int) -> HttpResponse:
    """What it takes; signed in, for whom one proposes, or on to the draft that waits."""
    challenge = asking(request, pk)
    _check_open(challenge)
    waiting = _waiting(request, challenge)
    if not request.actor.is_signed_in:
        context = {"challenge": challenge, "asked": asked_of(challenge), "waiting": waiting, "nav": "challenges"}
        return render(request, "proposals/start.html", context)
    if waiting is not None:
        return redirect("proposals:claim", pk)
    own = _own(request, challenge)
    if not own:
        return redirect("proposals:own_new", pk)
    context = {
        "challenge": challenge,
        "own": own,
        "alone": can_propose(request.actor, challenge, None),
        "nav": "challenges",
    }
    return render(request, "proposals/for_whom.html", context)


def _check_open(challenge: Challenge) -> None:
    if not is_open_for(challenge):
        text = _("This challenge does not take proposals now.")
        raise MoveError(text, url=challenge.get_absolute_url(), link=challenge.title)


def _own(request: Request, challenge: Challenge) -> list[Acting]:
    """Organisations one may propose for."""
    return [
        item
        for item in request.organisations
        if item.kind in PROPOSING and item.has_role(*WRITING) and item.id != challenge.organisation_id
    ]


@login_not_required
def write(request: Request, pk: int, number: int) -> HttpResponse:
    """A step: saved while one types (htmx) and by the button, under the browser's token."""
    challenge = asking(request, pk)
    waiting = _waiting(request, challenge)
    if request.actor.is_signed_in or number not in (1, 2) or (number > 1 and waiting is None):
        return redirect("proposals:start", pk)
    _check_open(challenge)
    token, form = token_of(request), _form(request, challenge, number, _content(waiting))
    if request.method == "POST" and _kept(request, form, challenge, waiting, token):
        return with_token(_saved(request, challenge, number), token)
    return with_token(_page(request, challenge, form, number, waiting), token)


def _content(waiting: WaitingDraft | None) -> Content:
    return Content.of(waiting.data if waiting else {})


def _form(request: Request, challenge: Challenge, number: int, content: Content) -> StepForm:
    if number == 1:
        return idea_form(request, ALONE, content)
    form = answers_form(request, asked_of(challenge), content)
    del form.fields["upload"]
    return form


def _kept(request: Request, form: StepForm, challenge: Challenge, waiting: WaitingDraft | None, token: str) -> bool:
    """Keep what is in order, even where something is not: who leaves the page to look it up loses nothing."""
    valid = form.is_valid()
    typed = form.data_to_save()
    if not any(typed.values()):
        return valid
    if waiting is None and not may_write(request):
        form.add_error(None, str(TooOftenError()))
        return False
    if "answers" in typed:
        typed["answers"] = {**_content(waiting).answers, **typed["answers"]}
    links.keep(kind_of(challenge), token, data=typed, language=language())
    request.keeps_draft = True
    return valid


def _saved(request: Request, challenge: Challenge, number: int) -> HttpResponse:
    if wants_partial(request):
        return render(request, "proposals/_saved.html", {"saved_at": clock.now()})
    if number == 1 and not from_check(request):
        return redirect("proposals:start_step", challenge.pk, 2)
    return redirect("proposals:start_check", challenge.pk)


def _page(
    request: Request, challenge: Challenge, form: StepForm, number: int, waiting: WaitingDraft | None
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_bound and wants_partial(request):
        return render(request, "proposals/_not_saved.html", {"form": form}, status=status)
    context = {"form": form, "number": number, "step_name": NAMES[number], "challenge": challenge, "waiting": waiting}
    context |= {"nav": "challenges", "asked": asked_of(challenge), "back_to_check": from_check(request)}
    return render(request, "proposals/start_step.html", context, status=status)


@login_not_required
@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    """The answers as they will be read; what is missing sends one back to its step."""
    challenge = asking(request, pk)
    waiting = _waiting(request, challenge)
    if waiting is None or request.actor.is_signed_in:
        return redirect("proposals:start", pk)
    content, asked = _content(waiting), asked_of(challenge)
    if lacking := content.lacking(asked.criteria):
        return redirect("proposals:start_step", pk, lacking)
    context = {
        "challenge": challenge,
        "asked": asked,
        "content": content,
        "kind": Kind(content.kind).label if content.kind in Kind.values else "",
        "answers": answered(content, asked.criteria),
        "nav": "challenges",
    }
    return with_token(render(request, "proposals/start_check.html", context), token_of(request))


@login_not_required
def contact(request: Request, pk: int) -> HttpResponse:
    """Who is writing: then a code goes to the address, and the draft waits for it."""
    challenge = asking(request, pk)
    waiting = _complete(request, challenge)
    if waiting is None:
        return redirect("proposals:start", pk)
    form = _contact_form(request, challenge, waiting)
    if request.method == "POST" and form.is_valid():
        try:
            then, token = reverse("proposals:claim", args=[pk]), token_of(request)
            return with_token(wait_for_code(request, kind_of(challenge), token, form.cleaned_data, then=then), token)
        except TooOftenError as error:
            form.add_error(None, str(error))
    return _contact_page(request, challenge, form, 422 if form.is_bound else 200)


def _complete(request: Request, challenge: Challenge) -> WaitingDraft | None:
    """A visitor's draft that lacks nothing but who has written it."""
    waiting = None if request.actor.is_signed_in else _waiting(request, challenge)
    lacks = waiting is None or _content(waiting).lacking(asked_of(challenge).criteria)
    return None if lacks else waiting


def _contact_form(request: Request, challenge: Challenge, waiting: WaitingDraft) -> PersonForm | ContactForm:
    data, initial = request.POST or None, waiting.data.get("contact")
    if _content(waiting).kind != Kind.COMPANY:
        return PersonForm(data, initial=initial)
    return ContactForm(data, initial=initial, look_up=reverse("proposals:start_look_up", args=[challenge.pk]))


def _contact_page(request: Request, challenge: Challenge, form: PersonForm | ContactForm, status: int) -> HttpResponse:
    context = {"form": form, "challenge": challenge, "nav": "challenges"}
    return render(request, "proposals/start_contact.html", context, status=status)


@login_not_required
@outside_transaction
@require_POST
def look_up(request: Request, pk: int) -> HttpResponse:
    """The same page with what the business register knows of the number typed in."""
    challenge = asking(request, pk)
    waiting = _complete(request, challenge)
    if waiting is None or _content(waiting).kind != Kind.COMPANY:
        return redirect("proposals:start", pk)
    return _contact_page(request, challenge, *prefilled(request, ContactForm, request.path))


def claim(request: Request, pk: int) -> HttpResponse:
    """Where the code leads: the draft becomes its writer's, once; a choice is asked for only where there is one.

    A GET may do it, since the writer has asked for it with the code, and doing it twice changes nothing.
    """
    challenge = asking(request, pk)
    waiting = links.hold(kind_of(challenge), token_of(request))
    if waiting is None:
        return redirect("proposals:start", pk)
    if waiting.claimed_at is not None:
        return _landed(request, waiting)
    ready, side = _side(request, challenge, waiting)
    if not ready:
        return render(request, "proposals/claim.html", _choice(request, challenge, waiting))
    actor = actor_for(request.user.pk, side.pk) if side else request.actor
    key = UUID(waiting.data["form_key"])
    draft = actions.begin(challenge, organisation=side, key=key, data=waiting.data, actor=actor)
    links.settle(waiting, user_id=request.user.pk)
    return redirect(address("check", side.slug if side else "", draft.pk))


def _side(request: Request, challenge: Challenge, waiting: WaitingDraft) -> tuple[bool, Organisation | None]:
    """(is it settled, the organisation or nobody's but the writer's): by the writer's choice, else for whom the code was sent to."""
    chosen = request.POST.get("to", "")
    own = _own(request, challenge)
    if picked := next((item for item in own if item.slug == chosen), None):
        return True, Organisation.objects.get(pk=picked.id)
    if waiting.data.get("kind") != Kind.COMPANY:
        is_settled = waiting.email == request.user.email.lower() or chosen == "-"
        return is_settled, None
    if waiting.email != request.user.email.lower():
        return False, None
    found = landing(waiting, own, actor=request.actor)
    return found is not None, found


def _choice(request: Request, challenge: Challenge, waiting: WaitingDraft) -> dict[str, Any]:
    return {
        "challenge": challenge,
        "waiting": waiting,
        "company": waiting.data.get("company"),
        "is_addressee": waiting.email == request.user.email.lower(),
        "own": _own(request, challenge),
        "alone": waiting.data.get("kind") != Kind.COMPANY,
        "nav": "challenges",
    }


def _landed(request: Request, waiting: WaitingDraft) -> HttpResponse:
    """A second click finds the draft that the first has made."""
    rows = Proposal.objects.visible_to(request.actor).own(request.actor).select_related("organisation")
    made = rows.filter(form_key=waiting.data["form_key"]).first() if waiting.claimed_by_id == request.user.pk else None
    if made is None:
        return redirect("pages:mine")
    return redirect(address("check", made.organisation.slug if made.organisation else "", made.pk))


@login_not_required
def forget(request: Request, pk: int) -> HttpResponse:
    """Asked first: what is deleted is gone."""
    challenge = asking(request, pk)
    waiting = _waiting(request, challenge)
    if waiting is None:
        return redirect("proposals:start", pk)
    if request.method == "POST":
        links.forget(kind_of(challenge), token_of(request))
        messages.success(request, _("The draft was deleted."))
        return redirect("proposals:start", pk)
    return render(
        request, "proposals/start_forget.html", {"challenge": challenge, "waiting": waiting, "nav": "challenges"}
    )
