"""Who may come in: whoever decides on others' things has signed in by two steps, and not too long ago."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from mint.tenancy.context import Acting
from mint.tenancy.roles import ROLES_OF
from mint.web import typed

ELEVATED = frozenset({"coordinator", "curator", "project_manager"})
# What is open before the second step: ending the session, setting the step up or doing it, and what allauth wants before
# one is set up (an address that is not proved yet stands in its way). Everything else waits: pages to come as well.
OPEN = frozenset({
    "healthz", "readyz", "metrics", "account_logout", "account_confirm_email", "account_email_verification_sent",
    "account_reauthenticate", "accounts:second_factor", "accounts:confirm", "accounts:demo",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_authenticate",
})  # fmt: skip
# Only for who has no second factor yet: what is set up beside one by a session without it would be a stranger's.
SETTING_UP = frozenset({"account_email", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"})


def elevated_in(organisations: Iterable[Acting]) -> frozenset[int]:
    """Organisations in which one decides on others' things, or may give oneself a role that does."""
    return frozenset(each.id for each in organisations if each.roles & ELEVATED or _gives_such_roles(each))


def _gives_such_roles(organisation: Acting) -> bool:
    return "owner" in organisation.roles and bool(ELEVATED & set(ROLES_OF[organisation.kind]))


def is_open(request: HttpRequest, view_name: str) -> bool:
    if view_name not in SETTING_UP:
        return view_name in OPEN
    own = Authenticator.objects.filter(user_id=request.user.pk, type__in=["totp", "webauthn"])
    return not own.exists()


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    """To the page that helps to set it up; a form that was sent is answered with what was written in it."""
    address = f"{reverse('accounts:second_factor')}?{urlencode({'next': _page_of(request)})}"
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=403)
        answer["HX-Redirect"] = address
        return answer
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(address)
    return render(
        request, "tenancy/second_factor_first.html", {"address": address, "typed": typed(request)}, status=403
    )


def _page_of(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else request.path


def say_that_it_is_over(request: Any) -> HttpResponse:
    """The session was too old: the same page as a visitor sees it, or sign-in where something was sent."""
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = redirect_to_login(reverse("pages:mine")).url
        return answer
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(request.get_full_path())
    return render(request, "tenancy/session_over.html", {"next": request.path, "typed": typed(request)}, status=403)
