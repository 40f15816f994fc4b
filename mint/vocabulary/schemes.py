"""Which vocabularies there are (leaf). Ours is in `data/`; an installation may import the General Finnish Ontology."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    THEME = "theme", _("Themes")
    DIMENSION = "dimension", _("Dimensions")
    INDUSTRY = "industry", _("Industries")
    METHOD = "method", _("Methods")
    TOPIC = "topic", _("Topics")
    YSO = "yso", _("General Finnish Ontology (YSO)")


BUILT_IN = (Scheme.THEME, Scheme.DIMENSION, Scheme.INDUSTRY, Scheme.METHOD, Scheme.TOPIC)


class Kind(models.TextChoices):
    PREFERRED = "preferred", _("Name")
    OTHER = "other", _("Other name")
