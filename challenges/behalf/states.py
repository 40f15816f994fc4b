"""From the coordinator's text to the company's own challenge (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BehalfState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    WAITING = "waiting", _("Waits for the company")
    CONFIRMED = "confirmed", _("Confirmed by the company")
    DECLINED = "declined", _("Declined by the company")


IN_CARE = (BehalfState.DRAFT, BehalfState.WAITING)
ANSWERED = (BehalfState.CONFIRMED, BehalfState.DECLINED)
