"""Signing in at one's own organisation, and the organisation's page where that is set up."""

from typing import Any

import requests
import structlog
from allauth.core.internal import ratelimit  # the public one counts no GET
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings as site
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from mint import clock
from mint.accounts.confirming import reauthenticated
from mint.signon import actions, offered
from mint.signon.answers import new_nonce
from mint.signon.forms import DomainForm, FindForm, ProviderForm
from mint.signon.models import Domain, Provider
from mint.signon.permissions import can_set_up
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.web import MoveError

CONNECTING = "signon_connecting"
CONNECTING_LASTS = 600  # seconds: a link elsewhere must not connect what was begun and given up
# what a provider that is down, or answers nonsense, makes of reading its configuration
BROKEN = (requests.RequestException, OAuth2Error, LookupError, TypeError, AttributeError, ValueError)


@login_not_required
def find(request: HttpRequest) -> HttpResponse:
    """One's work address leads to the sign-in of one's organisation."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if found := offered.by_email(form.cleaned_data["email"]):
            return redirect("signon:begin", found.slug)
        form.add_error("email", _("No organisation here has its own sign-in for this address. Use another way."))
    return render(request, "signon/find.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
@require_safe
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A page with a link, and no form: the content policy lets no form end on another site."""
    return render(request, "signon/begin.html", {"offered": _offered(slug)})


def _offered(slug: str) -> offered.Offered:
    found = offered.by_slug(slug)
    if found is None:
        raise Http404
    return found


@login_not_required
@require_safe
def go(request: HttpRequest, slug: str) -> HttpResponse:
    """To the organisation's own sign-in; back comes an answer to `callback`, in the same browser."""
    found = _offered(slug)
    if not ratelimit.consume(
        request, app="allauth.account", action="signon", limit_get=True
    ):  # each asks the organisation's server
        raise MoveError(_("Be patient, you are sending too many requests."))
    began = request.session.pop(CONNECTING, None) or {}
    lately = began.get("at", 0) > clock.now().timestamp() - CONNECTING_LASTS
    connects = request.user.is_authenticated and began.get("slug") == slug and lately
    target = reverse("signon:own" if connects else "pages:mine")
    nonce = new_nonce()
    anew = {"prompt": "login", "max_age": "0"} if request.user.is_authenticated else {}  # who is in already confirms
    try:
        provider = get_adapter().get_provider(request, found.key)
        with override(site.LANGUAGE_CODE):  # the provider knows one address to come back to
            response: HttpResponse = provider.redirect(
                request, "connect" if connects else "login", next_url=target,
                data={"nonce": nonce, "anew_since": clock.now().timestamp() if anew else None},
                auth_params={"nonce": nonce, **anew},
            )  # fmt: skip
    except BROKEN:
        structlog.get_logger(__name__).warning("signon.unreachable", provider=found.key, exc_info=True)
        return render(request, "signon/refused.html", {"reason": "failed", "offered": found}, status=503)
    return response


@login_not_required
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's, in which a provider's nonsense is a page and not a failure."""
    try:
        response: HttpResponse = openid_connect.callback(request, provider_id)
    except BROKEN:
        structlog.get_logger(__name__).warning("signon.failed", provider=provider_id, exc_info=True)
        found = offered.by_key(provider_id)
        return render(request, "signon/refused.html", {"reason": "failed", "offered": found}, status=503)
    return response


@require_safe
def own(request: Request) -> HttpResponse:
    """The organisations' sign-ins that one has connected, and those that one may."""
    accounts = list(SocialAccount.objects.filter(user=request.user))
    found = {each.key: each for each in offered.of_organisations(list(request.actor.memberships))}
    connected = [(account, found.pop(account.provider, None)) for account in accounts]
    return render(request, "signon/own.html", {"connected": connected, "others": list(found.values())})


@require_POST
@reauthenticated("POST")
def connect(request: Request, slug: str) -> HttpResponse:
    """From one's own page, after confirming who one is: the next answer of that sign-in is connected to this account."""
    request.session[CONNECTING] = {"slug": _offered(slug).slug, "at": clock.now().timestamp()}
    return redirect("signon:begin", slug)


@require_POST
@reauthenticated("POST")
def disconnect(request: Request, pk: int) -> HttpResponse:
    actions.disconnect(get_object_or_404(SocialAccount, pk=pk, user=request.user), actor=request.actor)
    messages.success(request, _("The sign-in was disconnected from your account."))
    return redirect("signon:own")


def _set_up_by(request: Request) -> Organisation:
    if not can_set_up(request.actor, request.acting_for.id):
        raise PermissionDenied
    return Organisation.objects.get(pk=request.acting_for.id)


@reauthenticated("GET", "POST")
def settings(request: Request, organisation: str) -> HttpResponse:
    """Where owners set up their own sign-in. The secret goes in and never comes out."""
    tenant = _set_up_by(request)
    provider = Provider.objects.visible_to(request.actor).filter(organisation=tenant).first()
    known = ("server_url", "client_id", "is_on")
    form = ProviderForm(request.POST or None, initial={name: getattr(provider, name, "") for name in known})
    if request.method == "POST" and form.is_valid():
        actions.set_up(tenant, **form.cleaned_data, actor=request.actor)
        messages.success(request, _("The sign-in was saved."))
        return redirect("signon:settings", organisation)
    context = {"nav": "members", "form": form, "provider": provider, **_of(provider)}
    return render(request, "signon/settings.html", context, status=422 if form.is_bound else 200)


def _of(provider: Provider | None) -> dict[str, Any]:
    if provider is None:
        return {}
    with override(site.LANGUAGE_CODE):
        path = reverse("openid_connect_callback", args=[provider.key])
    domains = provider.domains.select_related("provider")
    return {"callback": f"{site.SITE_URL}{path}", "domains": domains, "domain_form": DomainForm(prefix="domain")}


@require_POST
@reauthenticated("POST")
def claim(request: Request, organisation: str) -> HttpResponse:
    tenant = _set_up_by(request)
    provider = get_object_or_404(Provider.objects.visible_to(request.actor), organisation=tenant)
    form = DomainForm(request.POST, prefix="domain")
    if not form.is_valid():
        known = {name: getattr(provider, name) for name in ("server_url", "client_id", "is_on")}
        context = {"nav": "members", "form": ProviderForm(initial=known), "provider": provider, **_of(provider)}
        return render(request, "signon/settings.html", context | {"domain_form": form}, status=422)
    actions.claim(provider, name=form.cleaned_data["name"], actor=request.actor)
    messages.success(request, _("The domain was added. It works when an operator has confirmed it."))
    return redirect("signon:settings", organisation)


@require_POST
@reauthenticated("POST")
def give_up(request: Request, organisation: str, pk: int) -> HttpResponse:
    tenant = _set_up_by(request)
    domain = get_object_or_404(Domain.objects.visible_to(request.actor), pk=pk, organisation=tenant)
    actions.give_up(domain, actor=request.actor)
    messages.success(request, _("The domain was taken off the list."))
    return redirect("signon:settings", organisation)
