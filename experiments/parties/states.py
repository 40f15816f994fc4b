"""What an organisation does in an experiment (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from experiments.states import State

ENDED = (State.CLOSED, State.CANCELLED)


class Part(models.TextChoices):
    SOLUTION = "solution", _("Brings the solution")
    SITE = "site", _("Gives the place to try it")
    USERS = "users", _("Brings the users")
    METHOD = "method", _("Guides the method")
    MEASURING = "measuring", _("Measures and analyses")
    FUNDING = "funding", _("Pays a part")
    OTHER = "other", _("Takes part otherwise")
