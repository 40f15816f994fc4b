"""The words of why a result is not pooled with the others (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Apart(models.TextChoices):
    """Why an experiment of the family stands apart from the pooled effect."""

    HIDDEN = "hidden", _("its measurements are not published")
    UNDECIDED = "undecided", _("it has not been decided yet")
    AWAITED = "awaited", _("its effect is being reckoned")
    NO_EFFECT = "no_effect", _("no effect with its uncertainty could be reckoned")
    METRIC = "metric", _("it no longer measures this")
    UNIT = "unit", _("it measures in another unit")
    DIRECTION = "direction", _("the other direction is wanted there")
    DESIGN = "design", _("its design is another")
    DEPENDENT = "dependent", _("it is not independent: the same people or objects were measured")
    OVERLAPPING = "overlapping", _("it is not independent: it ran in the same municipality at the same time")
