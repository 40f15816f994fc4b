"""The brief of a text on behalf, read: the steps and checks of a visitor's draft."""

from challenges.behalf.models import OnBehalf
from challenges.guards import deadline_ahead
from challenges.reading import Part, part_of
from challenges.starting import FIELDS, challenge_of
from challenges.wizard import COMPANY, missing_in
from challenges.words import NAMES


def parts_of(row: OnBehalf) -> list[Part]:
    """All that was answered, in the order of the questions."""
    challenge = challenge_of(row)
    names = [name for step in COMPANY if step.form for name in step.form.base_fields if name in FIELDS]
    return [part for part in (part_of(challenge, name) for name in names if name in NAMES) if part.text]


def lacking(row: OnBehalf) -> tuple[int, str] | None:
    """(step, field) of the first question that must have an answer before anybody is asked to confirm."""
    return next(iter(missing_in(challenge_of(row), COMPANY)), None)


def late(row: OnBehalf) -> str | None:
    """Why the call would be too short already."""
    return deadline_ahead(challenge_of(row))
