"""The words of a lesson: of what kind it is, and why something did not work (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from experiments.states import DECIDED, State


class Kind(models.TextChoices):
    """Three of equal standing: what did not work teaches as much as what did."""

    WORKED = "worked", _("This worked")
    DID_NOT = "did_not", _("This did not work")
    SURPRISED = "surprised", _("This surprised us")


class Why(models.TextChoices):
    """Why something did not work, in the plainest words that still help the next one who tries."""

    FEW_USERS = "few_users", _("Too few users")
    NOT_READY = "not_ready", _("The technology was not ready")
    LAW = "law", _("Law or regulation stood in the way")
    COST = "cost", _("It cost too much")
    WRONG_PROBLEM = "wrong_problem", _("It solved the wrong problem")
    PARTNER_LEFT = "partner_left", _("A partner left")
    NO_TIME = "no_time", _("Nobody had the time")
    NO_DATA = "no_data", _("The data was missing or not good enough")
    SEASON = "season", _("The season or the weather was wrong")
    OTHER = "other", pgettext_lazy("reason", "Another reason")


PILLS = {Kind.WORKED: "done", Kind.DID_NOT: "eval", Kind.SURPRISED: "eval"}  # of the common ones, in search
ICONS = {Kind.WORKED: "check", Kind.DID_NOT: "x", Kind.SURPRISED: "lightbulb"}  # in one and the same colour
TOLD_IN = (State.EVALUATING, *DECIDED)  # when lessons are written: with the result, and whenever more is understood
MOST = 20  # lessons of one experiment
