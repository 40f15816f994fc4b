"""The words of sections: the data they show, and how a horizontal principle concerns the project (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Block(models.TextChoices):
    """The data that a section shows under its text; how each is gathered is in `sections.blocks`."""

    NONE = "", _("Text only")
    SUMMARY = "summary", _("Sentences that follow from the figures")
    FIGURES = "figures", _("Figures")
    CHARTS = "charts", _("Charts")
    EXPERIMENTS = "experiments", _("Experiments")
    COMPANIES = "companies", _("Companies")
    PLACEMENTS = "placements", _("Placements")
    COMMUNICATION = "communication", _("Communication")
    PRINCIPLES = "principles", _("Horizontal principles")
    DEVIATIONS = "deviations", _("Deviations from the plans")
    EVIDENCE = "evidence", _("Evidence")


class Principle(models.TextChoices):
    """What a funded project reports on, whatever it does."""

    CHARTER = "charter", _("EU Charter of Fundamental Rights and the rights of persons with disabilities")
    GENDER = "gender", _("Gender equality")
    NON_DISCRIMINATION = "non_discrimination", _("Non-discrimination")
    SUSTAINABLE = "sustainable", _("Sustainable development")
    NO_HARM = "no_harm", _("Do no significant harm (DNSH)")
    BALTIC = "baltic", _("EU Strategy for the Baltic Sea Region")


class Aim(models.TextChoices):
    NEUTRAL = "neutral", pgettext_lazy("principle", "Neutral")
    POSITIVE = "positive", pgettext_lazy("principle", "Positive effect")
    MAIN = "main", pgettext_lazy("principle", "Main aim")


LONGEST = 20_000  # characters of a section's text; the limit that is told is in words, and nothing is cut
