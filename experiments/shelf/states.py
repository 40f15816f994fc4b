"""What may rest, how often a condition is asked about, and how it ends (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from experiments.states import DRAFTED, State

# An idea that waits for its time; and what has ended, but is worth another try when something has changed.
RESTABLE = (*DRAFTED, State.CANCELLED, State.DECIDED, State.CLOSED)


class Every(models.IntegerChoices):
    """How many months lie between two askings whether the condition has come true."""

    ONE = 1, _("Every month")
    THREE = 3, _("Every three months")
    SIX = 6, _("Twice a year")
    TWELVE = 12, _("Once a year")


class Wakes(models.TextChoices):
    DAY = "day", _("On a day")
    CONDITION = "condition", _("When something has come true")


class Ending(models.TextChoices):
    TAKEN = "taken", pgettext_lazy("shelf", "Taken up again")
    DROPPED = "dropped", pgettext_lazy("shelf", "Given up")
