"""What apps added to a challenge know of it at a glance: asked along with its row, so that a panel with nothing costs nothing."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists

_traits: dict[str, Callable[[], Exists]] = {}


def register_trait(name: str, make: Callable[[], Exists]) -> None:
    """`make()` says whether the row at OuterRef("pk") has it; a page's challenge then carries it as `name`.

    It is for who is signed in: a visitor's panels are kept for a minute. A panel asks `has(challenge, name)`.
    """
    _traits[name] = make


def traits() -> dict[str, Exists]:
    return {name: make() for name, make in _traits.items()}


def has(challenge: Any, name: str) -> bool:
    """Unless its row says that there is nothing, there may be."""
    return bool(getattr(challenge, name, True))
