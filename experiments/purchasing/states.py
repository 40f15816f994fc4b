"""The words of a purchase: what is bought, how, and how far it has come (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    DECIDED = "decided", pgettext_lazy("purchase", "Decided")


class Kind(models.TextChoices):
    """As the thresholds of the act tell them apart."""

    GOODS = "goods", _("Goods or services")
    WORKS = "works", _("Works")
    SOCIAL = "social", _("Social or health services")


class Level(models.TextChoices):
    NATIONAL = "national", _("National threshold")
    EU = "eu", _("EU threshold")


class Size(models.IntegerChoices):
    """What a value is, held against the thresholds of its day: it says how openly one must ask at least."""

    SMALL = 0, _("Small purchase: below the national threshold")
    NATIONAL = 1, _("National procurement: the national threshold is reached")
    EU = 2, _("EU procurement: the EU threshold is reached")


class Procedure(models.TextChoices):
    DIRECT = "direct", _("Direct purchase")
    QUOTES = "quotes", _("Offers asked from several")
    NATIONAL = "national", _("National notice")
    EU = "eu", _("EU notice")


REACHES = {
    Procedure.DIRECT: Size.SMALL,
    Procedure.QUOTES: Size.SMALL,
    Procedure.NATIONAL: Size.NATIONAL,
    Procedure.EU: Size.EU,
}


class Audience(models.TextChoices):
    """To whom something was told. No names: who bids is not public before the decision."""

    EVERYBODY = "everybody", _("Everybody at once")
    DIALOGUE = "dialogue", _("Those in the market dialogue")
    ONE = "one", _("One supplier who asked")
    PARTNER = "partner", _("The partner of the experiment")
