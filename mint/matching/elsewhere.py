"""Needs that are answered in another way than by telling of one's interest: each noun above says which."""

from collections.abc import Callable
from typing import Any

Elsewhere = Callable[[str, int, Any], bool]
_registered: list[Elsewhere] = []


def register_elsewhere(asked: Elsewhere) -> None:
    """`asked(subject_type, subject_id, subject)`: is it answered elsewhere? `subject` is the row where it is in hand."""
    _registered.append(asked)


def is_answered_elsewhere(subject_type: str, subject_id: int, subject: Any = None) -> bool:
    return any(asked(subject_type, subject_id, subject) for asked in _registered)
