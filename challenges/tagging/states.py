"""What has become of a concept that was suggested, or chosen by a person (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TagState(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


DECIDED = (TagState.CONFIRMED, TagState.REFUSED)
