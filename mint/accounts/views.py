"""The profile, its ways to prove who one is, and the one-click sign-in of demo mode."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.accounts import demo as demo_people
from mint.accounts import proofs
from mint.accounts.confirming import SENT
from mint.accounts.forms import ProfileForm
from mint.accounts.models import User
from mint.isolation import context

THEN = "after_second_factor"


@login_not_required
def demo(request: HttpRequest) -> HttpResponse:
    """Demo people of every role; POST with `person` signs in as them."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        person = request.POST.get("person", "")
        user = get_object_or_404(
            demo_people.people(),
            pk=int(person) if person.isdecimal() and len(person) < 18 else 0,
        )
        login(request, user, backend=demo_people.BACKEND)
        proofs.by_one_click(request, user)
        UserSession.objects.create_from_request(request)
        return redirect("pages:mine")
    with context.system("accounts.demo"):  # whose roles a visitor could not see
        people = list(demo_people.people().prefetch_related("memberships__organisation"))
        parts = demo_people.parts_of([person.pk for person in people if not person.memberships.all()])
    listed = [(person, parts.get(person.pk)) for person in people]
    return render(request, "accounts/demo.html", {"people": listed})


def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, phone and language."""
    assert isinstance(request.user, User)  # signed in: the view is not open
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details were saved."))
        return redirect("accounts:profile")
    return render(
        request,
        "accounts/profile.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


def _next(request: HttpRequest) -> str:
    """Where one was going; on this site only."""
    address = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else reverse("pages:mine")


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Asks for a second step, and afterwards leads on to where one was going."""
    assert isinstance(request.user, User)
    if proofs.has_second_factor(request, request.user):
        return redirect(request.session.pop(THEN, None) or _next(request))
    if "next" in request.GET:
        request.session[THEN] = _next(request)
    ways = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(request, "accounts/second_factor.html", {"ways": ways, "here": request.path})


def confirm(request: HttpRequest) -> HttpResponse:
    """For whoever has neither a password nor a second step to confirm with: the demo's click, or signing in again."""
    assert isinstance(request.user, User)
    by_click = settings.DEMO and request.user.is_demo
    if request.method == "POST":
        target = _next(request)
        if not by_click:
            logout(request)  # the page asks to sign in, and is shown then
        else:
            proofs.by_one_click(request, request.user)
        return redirect(target)
    return render(request, "accounts/confirm.html", {"by_click": by_click, "next": _next(request)})


@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """What was sent before one had confirmed who one is: one more click sends it, or the page it was written on."""
    sent = request.session.pop(SENT, None)
    if not sent or not sent["fields"]:
        return redirect(_next(request))
    return render(request, "accounts/resume.html", {"sent": sent, "back": _next(request)})


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own; the one in use is signing out."""
    end_sessions(request, [get_object_or_404(UserSession, pk=pk, user=request.user)])
    messages.success(request, _("The session was ended. That browser has to sign in again."))
    return redirect("usersessions_list")
