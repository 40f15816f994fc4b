"""The five dimensions in which development needs are seen (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    CONTENT = "content", _("Content")
    TECHNOLOGY = "technology", _("Technology")
    RESOURCE = "resource", _("Resource")
    METHOD = "method", _("Method")
    COMPETENCE = "competence", _("Competence")


HINTS = {
    Dimension.CONTENT: _("new content, services or products"),
    Dimension.TECHNOLOGY: _("equipment, software, measuring"),
    Dimension.RESOURCE: _("researchers, teachers, students, working time"),
    Dimension.METHOD: _("ways of working and experimenting"),
    Dimension.COMPETENCE: _("know-how that you lack"),
}


def labels_of(keys: list[str]) -> list[str]:
    return [str(Dimension(key).label) for key in keys if key in Dimension.values]
