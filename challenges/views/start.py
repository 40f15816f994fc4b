"""“Submit a challenge” for somebody who has not signed in: write first, then say who you are."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges import actions
from challenges.asking import StepForm
from challenges.models import Challenge
from challenges.starting import KIND, answers_of, challenge_of
from challenges.views import similar
from challenges.views.brief import from_check
from challenges.views.check import checked
from challenges.wizard import COMPANY, Step, missing_in, step_of
from companies.effort.measuring import carried, kept, landed
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
from mint.tenancy.roles import Kind
from mint.web import outside_transaction, wants_partial


@login_not_required
@require_safe
def start(request: Request) -> HttpResponse:
    """Signed in: to one's own brief, or to what one has written before. Otherwise what it takes, and the beginning."""
    waiting = links.find(KIND, token_of(request))
    if not request.actor.is_signed_in:
        return render(request, "challenges/start.html", {"nav": "challenges", "waiting": waiting})
    if waiting is not None:
        return redirect("challenges:start_claim")
    own = next(iter(_own(request)), None)
    return redirect("challenges:new", own.slug) if own else redirect("tenancy:register")


def _own(request: Request) -> list[Acting]:
    return [item for item in request.organisations if item.may_write and item.kind != "university"]


@login_not_required
def write(request: Request, number: int) -> HttpResponse:
    """A step: saved while one types (htmx) and by the button, under the browser's token."""
    if request.actor.is_signed_in:
        return redirect("challenges:start")
    token = token_of(request)
    waiting = links.find(KIND, token)
    step = step_of(COMPANY, number)
    if step is None or (number > 1 and waiting is None):
        return redirect("challenges:start_step", 1)
    form = _form(request, step, waiting)
    if request.method == "POST" and _kept(request, form, token, waiting, step):
        return with_token(_saved(request, number), token)
    return with_token(_page(request, form, step, waiting), token)


def _form(request: Request, step: Step, waiting: WaitingDraft | None) -> StepForm:
    """The company's questions that matter: the further ones, and files, when one has signed in."""
    assert step.form
    sent = request.POST if request.method == "POST" else None  # also when it is empty
    form = step.form(sent, instance=challenge_of(waiting), autosave=wants_partial(request), brief=True)
    form.fields.pop("upload", None)
    return form


def _kept(request: Request, form: StepForm, token: str, waiting: WaitingDraft | None, step: Step) -> bool:
    """Keep what is in order, even where something is not: who leaves the page to look it up loses nothing."""
    valid = form.is_valid()
    typed = {name: value for name, value in form.cleaned_data.items() if value or valid}
    if not typed:
        return valid
    if waiting is None and not may_write(request):
        form.add_error(None, str(TooOftenError()))
        return False
    effort = kept(waiting.data.get("effort", {}) if waiting else {}, step.asked, request.POST.get("opened", ""))
    links.keep(KIND, token, data=typed | ({"effort": effort} if effort else {}), language=language())
    request.keeps_draft = True
    return valid


def _saved(request: Request, number: int) -> HttpResponse:
    if wants_partial(request):
        return render(request, "challenges/_saved.html", {"saved_at": clock.now()})
    goes_on = number == 1 and not from_check(request)
    return redirect("challenges:start_step", 2) if goes_on else redirect("challenges:start_check")


def _page(request: Request, form: StepForm, step: Step, waiting: WaitingDraft | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_bound and wants_partial(request):
        return render(request, "challenges/_not_saved.html", {"form": form}, status=status)
    context = {"form": form, "step": step, "next": COMPANY[step.number], "nav": "challenges", "waiting": waiting}
    context |= {"back_to_check": from_check(request), "opened": carried(request.POST.get("opened", ""))}
    if "problem" in form.fields:
        context |= similar.beside(request, challenge_of(waiting) if waiting else None)
        context["similar_url"] = reverse("challenges:start_similar")
    return render(request, "challenges/start_step.html", context, status=status)


@login_not_required
@require_safe
def check(request: Request) -> HttpResponse:
    """The answers as they will be read; what is missing sends one back to its step."""
    waiting = links.find(KIND, token_of(request))
    if waiting is None or request.actor.is_signed_in:
        return redirect("challenges:start")
    challenge = challenge_of(waiting)
    if lacking := _lacking(challenge):
        return redirect("challenges:start_step", lacking)
    pages = reverse("challenges:start_step", args=[0]).rsplit("0", 1)
    context = {"answers": checked(challenge, COMPANY, pages), "nav": "challenges", **similar.beside(request, challenge)}
    return with_token(render(request, "challenges/start_check.html", context), token_of(request))


def _lacking(challenge: Challenge) -> int | None:
    """The first step that has an answer missing."""
    return next((number for number, _name in missing_in(challenge, COMPANY)), None)


@login_not_required
def contact(request: Request) -> HttpResponse:
    """Who is writing: then a code goes to the address, and the draft waits for it."""
    token, waiting = token_of(request), _complete(request)
    if waiting is None:
        return redirect("challenges:start")
    look_up = reverse("challenges:start_look_up")
    form = ContactForm(request.POST or None, initial=waiting.data.get("contact"), look_up=look_up)
    if request.method == "POST" and form.is_valid():
        try:
            asked = wait_for_code(request, KIND, token, form.cleaned_data, then=reverse("challenges:start_claim"))
            return with_token(asked, token)
        except TooOftenError as error:
            form.add_error(None, str(error))
    return _contact_page(request, form, 422 if form.is_bound else 200)


def _complete(request: Request) -> WaitingDraft | None:
    """A visitor's draft that lacks nothing but who has written it."""
    waiting = None if request.actor.is_signed_in else links.find(KIND, token_of(request))
    return None if waiting is None or _lacking(challenge_of(waiting)) else waiting


def _contact_page(request: Request, form: ContactForm, status: int) -> HttpResponse:
    response = render(request, "challenges/start_contact.html", {"form": form, "nav": "challenges"}, status=status)
    return with_token(response, token_of(request))


@login_not_required
@outside_transaction
@require_POST
def look_up(request: Request) -> HttpResponse:
    """The same page with what the business register knows of the number typed in."""
    if _complete(request) is None:
        return redirect("challenges:start")
    return _contact_page(request, *prefilled(request, ContactForm, request.path))


def claim(request: Request) -> HttpResponse:
    """Where the code leads: the draft becomes the company's, once; a choice is asked for only where there is one.

    A GET may do it, since the writer has asked for it with the code, and doing it twice changes nothing.
    """
    waiting = links.hold(KIND, token_of(request))
    if waiting is None:
        return redirect("challenges:start")
    if waiting.claimed_at is not None:
        return _landed(request, waiting)
    tenant = _chosen(request) or _expected(request, waiting)
    if tenant is None:
        return render(request, "challenges/start_claim.html", _choice(request, waiting))
    actor = actor_for(request.user.pk, tenant.pk)
    key = UUID(waiting.data["form_key"])
    challenge = actions.create_draft(organisation=tenant, key=key, actor=actor, data=answers_of(waiting))
    if tenant.kind == Kind.COMPANY:
        landed(waiting.data.get("effort", {}), challenge.pk, organisation_id=tenant.pk)
    links.settle(waiting, user_id=request.user.pk)
    return redirect("challenges:check", tenant.slug, challenge.pk)


def _choice(request: Request, waiting: WaitingDraft) -> dict[str, Any]:
    return {
        "waiting": waiting,
        "company": waiting.data.get("company"),
        "is_addressee": _is_addressee(request, waiting),
        "own": _own(request),
        "nav": "challenges",
    }


def _is_addressee(request: Request, waiting: WaitingDraft) -> bool:
    return waiting.email == request.user.email.lower()


def _chosen(request: Request) -> Organisation | None:
    slug = request.POST.get("to", "")
    own = next((item for item in _own(request) if item.slug == slug), None)
    return Organisation.objects.get(pk=own.id) if own else None


def _expected(request: Request, waiting: WaitingDraft) -> Organisation | None:
    """Without a choice only for whom the code was sent to."""
    if not _is_addressee(request, waiting):
        return None
    return landing(waiting, _own(request), actor=request.actor)


def _landed(request: Request, waiting: WaitingDraft) -> HttpResponse:
    """A second click finds the draft that the first has made."""
    rows = Challenge.objects.visible_to(request.actor).select_related("organisation")
    made = rows.filter(form_key=waiting.data["form_key"]).first() if waiting.claimed_by_id == request.user.pk else None
    return redirect("challenges:check", made.organisation.slug, made.pk) if made else redirect("pages:mine")


@login_not_required
def forget(request: Request) -> HttpResponse:
    """Asked first: what is deleted is gone."""
    waiting = links.find(KIND, token_of(request))
    if waiting is None:
        return redirect("challenges:start")
    if request.method == "POST":
        links.forget(KIND, token_of(request))
        messages.success(request, _("The draft was deleted."))
        return redirect("challenges:start")
    back = (
        reverse("challenges:start_step", args=[1])
        if _lacking(challenge_of(waiting))
        else reverse("challenges:start_check")
    )
    return render(request, "challenges/start_forget.html", {"nav": "challenges", "waiting": waiting, "back": back})
