"""What a tool found, and which of it is accepted: one line each in accepted.txt, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

ACCEPTED = Path(__file__).with_name("accepted.txt")


class Finding(NamedTuple):
    tool: str
    rule: str
    place: str  # a file and its line, or who asked which address
    text: str = ""


class Acceptance(NamedTuple):
    tool: str
    rule: str
    place: str  # with * and ?
    reason: str

    def covers(self, finding: Finding) -> bool:
        return all(fnmatch(*pair) for pair in zip(finding[:3], self[:3], strict=True))


@dataclass
class Outcome:
    """Of one tool: how long it took, what is left after what is accepted; `skipped` says why it did not run."""

    name: str
    seconds: float = 0.0
    left: list[Finding] = field(default_factory=list)
    accepted: int = 0
    skipped: str = ""
    note: str = ""


def acceptances(text: str | None = None) -> list[Acceptance]:
    lines = (ACCEPTED.read_text() if text is None else text).splitlines()
    parts = [[part.strip() for part in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]
    if wrong := [line for line in parts if len(line) != 4 or not line[3]]:
        raise ValueError(f"not `tool | rule | place | reason`: {wrong}")
    return [Acceptance(*line) for line in parts]


def sorted_out(name: str, seconds: float, found: Iterable[Finding], known: list[Acceptance]) -> Outcome:
    outcome = Outcome(name, seconds)
    for finding in dict.fromkeys(found):
        if any(each.covers(finding) for each in known):
            outcome.accepted += 1
        else:
            outcome.left.append(finding)
    return outcome


def table(outcomes: Iterable[Outcome]) -> str:
    rows = [f"{'tool':<28}{'seconds':>8}{'accepted':>10}{'found':>7}"]
    for each in outcomes:
        counts = (
            "  not run: " + each.skipped if each.skipped else f"{each.accepted:>10}{len(each.left):>7}  {each.note}"
        )
        rows.append(f"{each.name:<28}{each.seconds:>8.0f}{counts}")
        rows += [f"    {finding.rule} {finding.place} {finding.text[:2000]}" for finding in each.left[:40]]
    return "\n".join(rows)
