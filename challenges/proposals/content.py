"""What a proposal says, while it is written and as it was sent: the same shape, kept as JSON where it is not sent yet."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from challenges.proposals.models import Criterion, Proposal
from challenges.proposals.states import Kind

FIELDS = ("kind", "team_name", "members", "title", "summary")
LONGEST_ANSWER = 4000
MOST_MEMBERS = 12


@dataclass(frozen=True)
class Content:
    """`members` are lines of a name and perhaps an address; `answers` go by the number of their criterion."""

    kind: str = ""
    team_name: str = ""
    members: str = ""
    title: str = ""
    summary: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Content":
        texts = {name: str(data.get(name) or "") for name in FIELDS}
        return cls(**texts, answers={str(key): str(text) for key, text in (data.get("answers") or {}).items()})

    def as_data(self) -> dict[str, Any]:
        return {**{name: getattr(self, name) for name in FIELDS}, "answers": dict(self.answers)}

    def lacking(self, criteria: Iterable[Criterion]) -> int | None:
        """The first step that has an answer missing; None when it is complete."""
        if not (self.title and self.summary) or (self.kind == Kind.TEAM and not self.team_name):
            return 1
        return 2 if any(not self.answers.get(str(criterion.pk)) for criterion in criteria) else None

    def people(self) -> list[tuple[str, str]]:
        """(name, address or nothing) of each line."""
        return people_in(self.members)


def people_in(lines: str) -> list[tuple[str, str]]:
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, _mark, address = line.partition(",")
        address = re.sub(r"[<>\s]", "", address)
        found.append((name.strip()[:120], address))
    return found


def lines_of(people: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name}, {address}" if address else name for name, address in people)


def content_of(proposal: Proposal) -> Content:
    """What is being written, else what was sent last."""
    return Content.of(proposal.working) if proposal.working else sent_content(proposal)


def sent_content(proposal: Proposal) -> Content:
    return Content(
        kind=proposal.kind,
        team_name=proposal.team_name,
        members=lines_of(proposal.members.values_list("name", "email")),
        title=proposal.title,
        summary=proposal.summary,
        answers={str(key): text for key, text in proposal.answers.values_list("criterion_id", "text")},
    )


@dataclass(frozen=True)
class Answered:
    """A criterion and what the proposal says to it."""

    criterion: Criterion
    text: str

    @property
    def anchor(self) -> str:
        """Of its question on the page of step 2."""
        return f"#id_answer_{self.criterion.pk}"


def answered(content: Content, criteria: Iterable[Criterion]) -> list[Answered]:
    return [Answered(criterion, content.answers.get(str(criterion.pk), "")) for criterion in criteria]
