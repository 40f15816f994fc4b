"""What the reason of a move may begin with: what stands on challenges offers texts, the page fills in the one chosen."""

from collections.abc import Callable
from typing import Any

from challenges.models import Challenge

# (request, challenge, the move's name) to the text, or nothing
Source = Callable[[Any, Challenge, str], str]
_sources: list[Source] = []


def register_reasons(source: Source) -> None:
    _sources.append(source)


def begun(request: Any, challenge: Challenge, move: str) -> str:
    """The text chosen in the address for this move, filled in; empty where none was."""
    return next((text for source in _sources if (text := source(request, challenge, move))), "")
