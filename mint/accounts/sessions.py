"""How long a session lasts: so long since it was last used, and so long in all; shorter for whoever decides on others' things."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from mint import clock

BEGAN, SEEN = "began_at", "seen_at"  # seconds since 1970
NOTED_EVERY = 15 * 60  # a session is written so often at most: a page costs no statement more


def begin(sender: Any, request: HttpRequest, **_signal: Any) -> None:
    """At every sign-in, by whatever way."""
    request.session[BEGAN] = request.session[SEEN] = int(clock.now().timestamp())


def is_over(request: HttpRequest, *, elevated: bool) -> bool:
    """Too long unused, or too old. The times are the session's own, whether it comes from the cache or the database."""
    now, session = int(clock.now().timestamp()), request.session
    began, seen = session.get(BEGAN, 0), session.get(SEEN, 0)
    kind = "elevated" if elevated else "other"
    if now - seen > settings.SESSION_IDLE_SECONDS[kind] or now - began > settings.SESSION_ABSOLUTE_SECONDS[kind]:
        return True
    if now - seen > NOTED_EVERY:
        session[SEEN] = now
    return False


def end(request: HttpRequest) -> None:
    """This one: its row and its copy in the cache are gone, and the visitor is nobody."""
    logout(request)
