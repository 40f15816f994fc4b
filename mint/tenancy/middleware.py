"""One transaction a request, with the actor in it; and the organisation of /t/<organisation>/."""

from collections.abc import Callable
from typing import Any, cast

import structlog
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.views.defaults import page_not_found

from mint.accounts import proofs, sessions
from mint.actor import ANONYMOUS
from mint.isolation.context import forget
from mint.isolation.hidden import is_hidden
from mint.tenancy import entering
from mint.tenancy.context import acting, load
from mint.web import MoveError, refused

SAFE = {"GET", "HEAD", "OPTIONS"}


def _stands_outside(path: str) -> bool:
    """Has the view of this address asked for no transaction (mint.web.outside_transaction)?"""
    try:
        return getattr(resolve(path).func, "outside_transaction", False)
    except Resolver404:
        return False


class ActorMiddleware:
    """Builds `request.actor` once, and lets row security see the same person until the response is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.actor, request.organisations, request.acting_for = ANONYMOUS, (), None
        request.keeps_draft, request.waits = False, None
        if not request.user.is_authenticated and request.method in SAFE:
            return self.get_response(request)  # the public sees what no context sees: no transaction, no statement
        if request.method == "POST" and _stands_outside(request.path_info):
            return self._outside(request)
        with transaction.atomic():
            if request.user.is_authenticated:
                self._let_in(request)
            response = self.get_response(request)
            if response.status_code >= 400 and not request.keeps_draft:  # what was refused has done nothing
                transaction.set_rollback(True)
        if request.actor.is_signed_in and not request.user.is_authenticated:  # signed out: nothing stays in the browser
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _outside(self, request: Any) -> HttpResponse:
        """Who it is, is settled in a transaction that has ended when the view asks another server."""
        if request.user.is_authenticated:
            with transaction.atomic():
                self._let_in(request)
        return self.get_response(request)

    def _let_in(self, request: Any) -> None:
        """Who the person is; or nobody, to the application and the database, while something is in the way."""
        actor, organisations = load(request.user.pk)
        decides_in = entering.elevated_in(organisations)
        elevated = request.user.is_staff or bool(decides_in)
        if sessions.is_over(request, elevated=elevated):
            sessions.end(request)
            request.waits = entering.say_that_it_is_over
        elif elevated and not proofs.has_second_factor(request, request.user, decides_in=decides_in):
            request.waits = entering.ask_for_second_factor
        else:
            request.actor, request.organisations = actor, organisations
            return
        forget()

    def process_view(
        self,
        request: Any,
        view: Callable[..., HttpResponse],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """/t/<organisation>/: the member's own organisations only; for a stranger there is no such page."""
        if request.waits and not entering.is_open(request, request.resolver_match.view_name):
            return cast("HttpResponse", request.waits(request))
        slug = kwargs.get("organisation")
        if slug is None or not request.actor.is_signed_in:
            return None
        own = next((item for item in request.organisations if item.slug == slug), None)
        if own is None:
            raise Http404
        request.acting_for = own
        request.actor = acting(request.actor, own)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_hidden(error):
            return self._not_there(request, error)
        if not isinstance(error, MoveError):
            return None
        response = refused(request, error)  # before the roll-back, while the context still stands
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return response

    def _not_there(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """The database refused what the application's own rule had let through: worth a look, and a 404 to its writer."""
        structlog.get_logger(__name__).error("row_security.refused", exc_info=error)
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return page_not_found(request, Http404())


class SignInMiddleware(LoginRequiredMiddleware):
    """Every view needs sign-in unless it says not; a fragment gets 401 and the address to sign in at."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]  # 401
        response = super().handle_no_permission(request, view_func)
        if not getattr(request, "htmx", False):
            return response
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = response["Location"]
        return answer
