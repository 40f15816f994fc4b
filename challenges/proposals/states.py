"""A proposal's states, kinds of proposers, and the challenge's states that rules speak of (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.states import PUBLIC as CHALLENGE_PUBLIC
from challenges.states import State as ChallengeState


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SHORTLISTED = "shortlisted", pgettext_lazy("proposal", "Shortlisted")
    REJECTED = "rejected", pgettext_lazy("proposal", "Rejected in the formal check")
    EVALUATED = "evaluated", pgettext_lazy("proposal", "Evaluated")
    SELECTED = "selected", pgettext_lazy("proposal", "Selected")
    RESERVE = "reserve", _("In reserve")
    NOT_SELECTED = "not_selected", pgettext_lazy("proposal", "Not selected")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn")


CHANGEABLE = (State.DRAFT, State.SUBMITTED)  # by its writer, until the deadline
SENT = (
    State.SUBMITTED,
    State.SHORTLISTED,
    State.REJECTED,
    State.EVALUATED,
    State.SELECTED,
    State.RESERVE,
    State.NOT_SELECTED,
)
DECIDED = (State.SELECTED, State.RESERVE, State.NOT_SELECTED)
PILLS = {
    State.DRAFT: "draft",
    State.SUBMITTED: "open",
    State.SHORTLISTED: "match",
    State.REJECTED: "stop",
    State.EVALUATED: "match",
    State.SELECTED: "run",
    State.RESERVE: "match",
    State.NOT_SELECTED: "done",
    State.WITHDRAWN: "stop",
}

# The call is over when the challenge has left `open` for one of these: by itself after the deadline, or closed with a reason.
# The hour alone opens nothing (a deadline may be extended until the call is closed), and closes writing.
AFTER_CALL = tuple(state for state in CHALLENGE_PUBLIC if state != ChallengeState.OPEN)


class Kind(models.TextChoices):
    COMPANY = "company", _("Company or other organisation")
    TEAM = "team", _("Team")
    PERSON = "person", _("One person")
