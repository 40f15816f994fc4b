"""Demo people: one click to sign in as each role, in demo mode only."""

from collections.abc import Callable, Collection, Mapping

from django.conf import settings
from django.db import models

from mint.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

Parts = Callable[[Collection[int]], Mapping[int, str]]
_parts: list[Parts] = []


def people() -> "models.QuerySet[User]":
    """Those whom one may become; nobody where demo mode is off."""
    found = User.objects.filter(is_demo=True, is_active=True)
    return found.order_by("id") if settings.DEMO else found.none()


def register_parts(parts: Parts) -> None:
    """`parts(users)` says in a word what those of these users do here who need no membership for it, by the user's id."""
    _parts.append(parts)


def parts_of(users: Collection[int]) -> dict[int, str]:
    """In as many statements for many users as for one."""
    found: dict[int, list[str]] = {}
    for parts in _parts:
        for user, word in parts(users).items():
            found.setdefault(user, []).append(word)
    return {user: ", ".join(words) for user, words in found.items()}
