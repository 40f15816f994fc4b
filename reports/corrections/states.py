"""How far a correction has come (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second person")
    APPROVED = "approved", pgettext_lazy("correction", "Approved")
    REFUSED = "refused", pgettext_lazy("correction", "Not approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("correction", "Withdrawn")


DECIDED = (State.APPROVED, State.REFUSED)
PILLS = {
    State.PROPOSED: ("match", "hourglass"),
    State.APPROVED: ("open", "check"),
    State.REFUSED: ("stop", "x"),
    State.WITHDRAWN: ("draft", "undo-2"),
}
