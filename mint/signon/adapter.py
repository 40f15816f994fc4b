"""allauth's hooks: which sign-ins there are, whom they may let in, and what their answers prove."""

import functools
import threading
from typing import Any
from urllib.parse import urlsplit

import requests
import structlog
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import get_language

from mint.accounts.owning import has_account
from mint.accounts.proofs import SIGNED_ON, SIGNON_FACTOR
from mint.isolation import context
from mint.outbound import OutOfReachError, body_of, in_time, refuse_inner
from mint.signon import answers
from mint.signon.actions import ADMITTING, admit
from mint.signon.offered import Offered, by_key
from mint.web import MoveError

MOST_BYTES, MOST_SECONDS = 500_000, 5
SEATS = threading.BoundedSemaphore(3)  # of this process: an organisation's slow server keeps no more of its threads

log = structlog.get_logger(__name__)


class SignonAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request: Any, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        """The one that an address names, made of our own row: allauth's table of apps is not used."""
        offered = by_key(provider) if provider else None
        return [_app_of(offered)] if offered else []

    def get_requests_session(self) -> requests.Session:
        """Two seconds, no way round by a redirect, and nothing but https outside this machine's own trials."""
        session = requests.Session()
        session.trust_env = False
        session.request = functools.partial(  # type: ignore[method-assign]  # allauth's own way
            _request, session.request, timeout=settings.SOCIALACCOUNT_REQUESTS_TIMEOUT
        )
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """New people are admitted below, or not at all: never by a form where an address can be typed."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        offered = by_key(sociallogin.account.provider)
        try:
            answer = answers.read(sociallogin, offered)
            _forget_claims(sociallogin.account)
            if sociallogin.state.get("process") != "connect" and not sociallogin.is_existing:
                assert offered is not None
                self._admit(offered, answer)
                sociallogin.lookup()
        except answers.RefusedError as error:
            log.warning("signon.refused", reason=error.reason, provider=sociallogin.account.provider)
            raise ImmediateHttpResponse(_refused(request, error.reason, offered)) from error
        if sociallogin.state.get("process") != "connect":
            record_authentication(request, sociallogin.user, SIGNED_ON, asked_at=answer.asked_at)
        if answer.has_two_steps and sociallogin.state.get("process") != "connect":
            organisation = offered.organisation_id if offered else None
            record_authentication(request, sociallogin.user, SIGNON_FACTOR, organisation=organisation)

    def _admit(self, offered: Offered, answer: answers.Answer) -> None:
        """A new person; an address that somebody has here already is theirs, and is never taken over."""
        if has_account(answer.email):
            raise answers.RefusedError("has_account")
        with context.system(ADMITTING):
            try:
                admit(
                    offered, uid=answer.uid, email=answer.email, name=answer.name, language=(get_language() or "fi")[:2]
                )
            except MoveError as error:
                raise answers.RefusedError("raced") from error

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:
        reason = "cancelled" if about.get("error") == "cancelled" else "failed"
        log.warning("signon.failed", provider=getattr(provider, "sub_id", ""), exc_info=about.get("exception"))
        offered = by_key(provider.app.provider_id)
        raise ImmediateHttpResponse(_refused(request, reason, offered))


def _app_of(offered: Offered) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=offered.key,
        name=offered.name,
        client_id=offered.client_id,
        secret=offered.secret,
        settings={"server_url": offered.server_url, "oauth_pkce_enabled": True},
    )


def _request(ask: Any, method: str, url: str, **options: Any) -> Any:
    if not settings.SIGNON_ALLOWS_HTTP:
        refuse_inner(urlsplit(url))
    try:
        return in_time(lambda: _read(ask, method, url, options), seconds=MOST_SECONDS, seats=SEATS)
    except OutOfReachError as error:
        raise requests.exceptions.RetryError(url) from error


def _read(ask: Any, method: str, url: str, options: dict[str, Any]) -> requests.Response:
    """Its answer, which may be neither endless nor dripped."""
    response: requests.Response = ask(method, url, **options | {"allow_redirects": False, "stream": True})
    with response:
        body = body_of(response, seconds=MOST_SECONDS, most=MOST_BYTES, unpacked=True)
    response._content = body  # noqa: SLF001  # what `response.content` reads; the library has no public way
    return response


def _forget_claims(account: Any) -> None:
    """What the provider says of a person is read and not kept."""
    account.extra_data = {}
    if account.pk:
        account.save(update_fields=["extra_data"])


def _refused(request: HttpRequest, reason: str, offered: Offered | None) -> Any:
    status = 503 if reason == "failed" else 403
    return render(request, "signon/refused.html", {"reason": reason, "offered": offered}, status=status)
