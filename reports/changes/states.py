"""What may have become of a counted record (leaf)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    ADDED = "added", pgettext_lazy("record", "Added")
    GONE = "gone", pgettext_lazy("record", "Gone")
    CHANGED = "changed", pgettext_lazy("record", "Changed")


PILLS = {Kind.ADDED: ("open", "plus"), Kind.GONE: ("stop", "minus"), Kind.CHANGED: ("eval", "pencil-line")}
