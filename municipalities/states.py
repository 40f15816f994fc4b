"""An attraction factor's states and categories (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Category(models.TextChoices):
    WORK = "work", _("Work and enterprise")
    LIVING = "living", _("Living")
    COMMUNITY = "community", _("Community")
    TOURISM = "tourism", _("Tourism")
    PARTICIPATION = "participation", _("Participation")
    MOBILITY = "mobility", _("Mobility")
    NATURE = "nature", _("Nature")
    SERVICES = "services", _("Services")


class Licence(models.TextChoices):
    CC_BY = "cc_by", "CC BY 4.0"
    CC0 = "cc0", "CC0 1.0"
    OTHER = "other", _("Other terms, see the source")


STALE_AFTER_DAYS = 365
PILLS = {State.DRAFT: "draft", State.PUBLISHED: "open", State.ARCHIVED: "done"}
ICONS = {
    Category.WORK: "briefcase",
    Category.LIVING: "house",
    Category.COMMUNITY: "users",
    Category.TOURISM: "tent-tree",
    Category.PARTICIPATION: "message-square",
    Category.MOBILITY: "bus",
    Category.NATURE: "trees",
    Category.SERVICES: "store",
}
