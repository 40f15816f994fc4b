"""The visitor's token: in a cookie that no script reads, named as the session's is."""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from mint.links.actions import KEPT_FOR


def _name() -> str:
    return "__Host-draft" if settings.SESSION_COOKIE_SECURE else "draft"


def token_of(request: HttpRequest) -> str:
    """The browser's token, or a new one."""
    token = request.COOKIES.get(_name(), "")
    return token if re.fullmatch(r"[\w-]{43}", token, re.ASCII) else secrets.token_urlsafe(32)


def carries_token(request: HttpRequest) -> bool:
    """Has this browser written anything? Asked before the database is."""
    return _name() in request.COOKIES


def with_token(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        _name(), token, max_age=KEPT_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
