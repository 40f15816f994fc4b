"""How far the screening of a challenge is, and what is to be noticed about it (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    NEW = "new", pgettext_lazy("screening", "New")
    LOOKED_AT = "looked_at", _("Being looked at")
    OWNER = "owner", _("Waits for the owner")
    READY = "ready", _("Ready to publish")


class Flag(models.TextChoices):
    PERSONAL = "personal", _("Personal data in the text")
    PROCUREMENT = "procurement", _("Procurement question")
    OUTSIDE = "outside", _("Outside the scope")
    DUPLICATE = "duplicate", _("Perhaps here already")
    URGENT = "urgent", _("Urgent")


def flag_labels(flags: list[str]) -> list[str]:
    """In the order of the list, whatever order they were set in."""
    return [str(flag.label) for flag in Flag if flag.value in flags]


def stage_choices() -> list[tuple[str, str]]:
    return [(str(stage.value), str(stage.label)) for stage in Stage]


def flag_choices() -> list[tuple[str, str]]:
    return [(str(flag.value), str(flag.label)) for flag in Flag]


class Occasion(models.TextChoices):
    """The moves of a challenge that a reason goes with: the same words as in their addresses."""

    RETURNED = "returned", _("Returned for completing")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NOT_SOLVED = "not_solved", _("Not solved")
