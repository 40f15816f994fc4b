"""States of a request to join a company, and how long its owners may think about it (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PATIENCE_DAYS = 14


class JoinState(models.TextChoices):
    WAITING = "waiting", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted as a member")
    DECLINED = "declined", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ANSWERS = (JoinState.ACCEPTED, JoinState.DECLINED)
