"""How far a funder's question has come, and what it may be about beside a figure (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    WAITING = "waiting", _("Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("question", "Answered")
    CLOSED = "closed", pgettext_lazy("question", "Closed")


OPEN = (State.WAITING, State.ANSWERED)
PILLS = {State.WAITING: ("match", "hourglass"), State.ANSWERED: ("open", "check"), State.CLOSED: ("done", "lock")}
# parts of a report that are no figures, by the key that a question is pinned to
WHOLE = "report"
SECTIONS = {
    "summary": _("Summary"),
    "experiments": _("Experiments"),
    "companies": _("Companies"),
    "missing": _("What is missing"),
    WHOLE: _("The report as a whole"),
}
