"""How far a municipality's yearly review has come (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Being written")
    CONFIRMED = "confirmed", pgettext_lazy("review", "Confirmed")


PILLS = {State.DRAFT: ("draft", "pencil-line"), State.CONFIRMED: ("done", "badge-check")}
FIRST = 2019  # no installation has records from before
