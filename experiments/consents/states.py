"""What is done with the data of who takes a consent back, and when consents are given (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from experiments.states import State

CODE = r"^[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö-]{0,19}$"
# A consent is taken back at any time, given until the experiment has ended.
ENDED = (State.CLOSED, State.CANCELLED)


class Fate(models.TextChoices):
    """Of the data collected until then."""

    DELETED = "deleted", _("The data was deleted")
    ANONYMISED = "anonymised", _("The data was made anonymous")
    KEPT = "kept", _("What had been collected is kept, as the text told; nothing more is collected")
