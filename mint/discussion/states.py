"""Whom a comment is for, and what its followers are told of (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    """The narrowest first: that is the order in which a writer is offered them."""

    TEAM = "team", pgettext_lazy("audience", "Owner's team")
    EVALUATORS = "evaluators", pgettext_lazy("audience", "Evaluators")
    PARTIES = "parties", pgettext_lazy("audience", "Parties")
    EVERYONE = "everyone", pgettext_lazy("audience", "Everyone")


# What has been said to few is not told to more afterwards; what was said to many may be kept to fewer.
NARROWER: dict[str, tuple[Audience, ...]] = {
    Audience.EVERYONE: (Audience.TEAM, Audience.EVALUATORS, Audience.PARTIES),
    Audience.PARTIES: (Audience.TEAM,),
}


class Mode(models.TextChoices):
    """What a person is told of one subject's discussion."""

    ALL = "all", _("Every new comment")
    MENTIONS = "mentions", _("Only when I am mentioned")
    NOTHING = "nothing", _("Nothing")


ICONS = {
    Audience.TEAM: "lock",
    Audience.EVALUATORS: "scale",
    Audience.PARTIES: "handshake",
    Audience.EVERYONE: "globe",
}
