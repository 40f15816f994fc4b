"""A brief written before it is a row of any company: by a visitor, or on a company's behalf; the same answers."""

from typing import Any, Protocol

from django.utils.dateparse import parse_date

from challenges.models import Challenge

KIND = "challenge"
FIELDS = (
    *("title", "problem", "affected", "outcome", "needs", "themes", "deadline_on"),
    *("ip_terms", "data_terms", "confidential"),
)


class Kept(Protocol):
    """What keeps the answers by their fields' names."""

    @property
    def data(self) -> Any: ...


def answers_of(waiting: Kept | None) -> dict[str, Any]:
    data = waiting.data if waiting else {}
    values = {name: data[name] for name in FIELDS if name in data}
    if "deadline_on" in values:
        values["deadline_on"] = parse_date(values["deadline_on"] or "")
    return values


def challenge_of(waiting: Kept | None) -> Challenge:
    """Not saved: what forms and pages show."""
    answers = answers_of(waiting)
    apart = answers.pop("confidential", "")
    challenge = Challenge(**answers)
    challenge.confidential = apart
    return challenge
