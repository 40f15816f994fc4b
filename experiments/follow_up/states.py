"""The words of a follow-up: what may be answered, and how far the asking has come (leaf)."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from experiments.states import Decision

MONTHS = (3, 6, 12)  # after the decision
FOLLOWED = (Decision.SCALE, Decision.HAND_OVER, Decision.DEVELOP_ON)  # something goes on, so there is something to ask
PAUSE = timedelta(days=14)  # from one step to the next
LATEST = timedelta(days=90)  # a question that is this late is not asked any more: another is near
LINK_LASTS = timedelta(days=60)


class Answer(models.TextChoices):
    ADOPTED = "adopted", _("In use as it was tried")
    SCALED = "scaled", _("In use more widely")
    CHANGED = "changed", _("In use, but changed")
    STOPPED = "stopped", _("No longer in use")


IN_USE = (Answer.ADOPTED, Answer.SCALED, Answer.CHANGED)


class Step(models.TextChoices):
    """Of one asking; each is taken once, by a conditional update."""

    WAITING = "waiting", _("Not asked yet")
    ASKED = "asked", _("Asked, no answer yet")
    REMINDED = "reminded", _("Reminded, no answer yet")
    SECOND = "second", _("The second contact has been asked, no answer yet")
    ANSWERED = "answered", pgettext_lazy("follow-up", "Answered")
    SILENT = "silent", pgettext_lazy("follow-up", "No answer")
    MISSED = "missed", _("Was not asked in time")


OPEN = (Step.ASKED, Step.REMINDED, Step.SECOND)
UNANSWERED = (*OPEN, Step.SILENT, Step.MISSED)


class Place(models.IntegerChoices):
    FIRST = 1, _("First contact")
    SECOND = 2, _("Second contact")
