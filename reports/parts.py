"""What stands in a report beside its figures. Sub-apps register it; the report itself knows only when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reports.counting.counters import Scope
from reports.models import Report


@dataclass(frozen=True)
class Finding:
    """A thing to put right before the report goes, in a sentence, with the page where that is done, and by whom.

    `blocks` stops the approval; the others are told.
    """

    text: str
    url: str = ""
    who: str = ""
    blocks: bool = False


@dataclass(frozen=True)
class Addition:
    """`begin(report)` when it has been made; `gather(report, scope)` while it is built: what is kept in its content;
    `sealed(report)` what its manifest says beside figures and files; `check(report)` what is to be put right.
    """

    begin: Callable[[Report], None]
    gather: Callable[[Report, Scope], dict[str, Any]]
    sealed: Callable[[Report], dict[str, Any]]
    check: Callable[[Report], list[Finding]]


_additions: list[Addition] = []


def register_addition(addition: Addition) -> None:
    _additions.append(addition)


def begin(report: Report) -> None:
    for each in _additions:
        each.begin(report)


def gathered(report: Report, scope: Scope) -> dict[str, Any]:
    return {key: value for each in _additions for key, value in each.gather(report, scope).items()}


def sealed(report: Report) -> dict[str, Any]:
    return {key: value for each in _additions for key, value in each.sealed(report).items()}


def findings(report: Report) -> list[Finding]:
    """What stops the approval first."""
    found = [finding for each in _additions for finding in each.check(report)]
    return sorted(found, key=lambda each: not each.blocks)


def is_checked(report: Report) -> str | None:
    """The guard of the approval: the first thing that stops it, and how many more there are on the list."""
    stopping = [each.text for each in findings(report) if each.blocks]
    return " ".join(stopping[:3]) if stopping else None
