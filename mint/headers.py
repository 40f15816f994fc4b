"""What is said with every answer about keeping it: by nobody, unless its route is on the list and the visitor is anybody."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# Pages that are the same for every visitor without a cookie; a proxy may keep them for a minute, a browser asks again.
CACHEABLE = {
    "pages:home",
    "pages:about",
    "pages:accessibility",
    "pages:privacy",
    "challenges:list",
    "challenges:detail",
    "experiments:list",
    "experiments:detail",
    "learning:list",
    "municipalities:list",
    "municipalities:detail",
    "companies:list",
    "companies:detail",
    "placements:list",
    "placements:detail",
    "open_data:index",
    "open_data:csv",
    "open_data:json",
    "open_data:schema",
}
PUBLIC, PRIVATE = "public, max-age=0, s-maxage=60", "no-store, private"


class KeepingMiddleware:
    """The outermost: an answer of any other middleware gets its headers too. What a view has said itself stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = PUBLIC if _is_everybodys(request, response) else PRIVATE
            patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response


def _is_everybodys(request: HttpRequest, response: HttpResponse) -> bool:
    """A listed page, asked for by who has no cookie at all, that gives none either (a form's token is one person's)."""
    route = request.resolver_match.view_name if request.resolver_match else ""
    asked = request.method in {"GET", "HEAD"} and not request.COOKIES and "HX-Request" not in request.headers
    return asked and route in CACHEABLE and response.status_code == 200 and not response.cookies


class _HostCookie(CookieStorage):
    """Named as the session's is: no neighbouring host can set it."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]  # a constant there, which does not know the scheme
        return "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class MessageStorage(FallbackStorage):
    """What is told on the next page: in a cookie, what is too long for one in the session."""

    storage_classes = (_HostCookie, SessionStorage)
