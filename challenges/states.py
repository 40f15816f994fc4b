"""A challenge's states, and the sets of them that rules speak of (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    OPEN = "open", _("Open")
    CLOSED = "closed", pgettext_lazy("challenge", "Closed")
    EVALUATING = "evaluating", _("Being evaluated")
    SELECTED = "selected", _("Selected")
    EXPERIMENTING = "experimenting", _("Experiment under way")
    SOLVED = "solved", _("Solved")
    NOT_SOLVED = "not_solved", _("Not solved")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CoState(models.TextChoices):
    """Of a municipality that was invited to own a challenge together with its lead, or has asked to."""

    INVITED = "invited", _("Invited")
    ASKED = "asked", _("Asks to join")
    JOINED = "joined", _("Takes part")
    DECLINED = "declined", pgettext_lazy("municipality", "Declined")
    LEFT = "left", pgettext_lazy("municipality", "Left")
    REFUSED = "refused", pgettext_lazy("municipality", "Request declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("municipality", "Taken back")


SHARING = (CoState.INVITED, CoState.JOINED)
EDITABLE = (State.DRAFT, State.RETURNED)
REVIEWED = (State.IN_REVIEW, State.RETURNED)
PUBLIC = (
    State.OPEN,
    State.CLOSED,
    State.EVALUATING,
    State.SELECTED,
    State.EXPERIMENTING,
    State.SOLVED,
    State.NOT_SOLVED,
    State.ARCHIVED,
)
SEEKING = (State.CLOSED, State.EVALUATING, State.SELECTED)
SUBMITTED = (State.IN_REVIEW, State.RETURNED, *PUBLIC, State.WITHDRAWN)
ENDED = (State.SOLVED, State.NOT_SOLVED, State.ARCHIVED)
ASKABLE = tuple(state for state in PUBLIC if state not in ENDED)  # another municipality may ask to own it, too


class Column(models.TextChoices):
    """What the public and the board see: several states under one word, and its pill."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    MATCH = "match", _("Seeking partners")
    RUN = "run", _("In experiment")
    DONE = "done", _("Done")
    STOP = "stop", _("Stopped")


STATES_OF: dict[Column, tuple[State, ...]] = {
    Column.DRAFT: (State.DRAFT, State.IN_REVIEW, State.RETURNED),
    Column.OPEN: (State.OPEN,),
    Column.MATCH: SEEKING,
    Column.RUN: (State.EXPERIMENTING,),
    Column.DONE: ENDED,
    Column.STOP: (State.WITHDRAWN,),
}
COLUMN_OF = {state: column for column, states in STATES_OF.items() for state in states}


def word_of(state: str) -> str:
    """The column's word; where several states share it, also which of them: `Done: solved`. What was sent is no draft."""
    column, label = COLUMN_OF[State(state)], str(State(state).label)
    if column == Column.DRAFT:
        return label
    if len(STATES_OF[column]) == 1 or label == str(column.label):
        return str(column.label)
    return f"{column.label}: {label[:1].lower()}{label[1:]}"


BOARD = (Column.DRAFT, Column.OPEN, Column.MATCH, Column.RUN, Column.DONE)


def ending_of(state: str, answer: str) -> State | None:
    """Solved or not, also once it is archived: only what was not solved keeps a reason as its answer."""
    if state == State.ARCHIVED:
        return State.NOT_SOLVED if answer else State.SOLVED
    return State(state) if state in ENDED else None
