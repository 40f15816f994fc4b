"""A brief written before signing in: the same answers, not yet a row of any company."""

from typing import Any

from django.utils.dateparse import parse_date

from challenges.models import Challenge
from mint.links.models import WaitingDraft

KIND = "challenge"
FIELDS = ("title", "problem", "affected", "outcome", "needs", "themes", "deadline_on", "confidential")


def answers_of(waiting: WaitingDraft | None) -> dict[str, Any]:
    data = waiting.data if waiting else {}
    values = {name: data[name] for name in FIELDS if name in data}
    if "deadline_on" in values:
        values["deadline_on"] = parse_date(values["deadline_on"] or "")
    return values


def challenge_of(waiting: WaitingDraft | None) -> Challenge:
    """Not saved: what forms and pages show."""
    return Challenge(**answers_of(waiting))
