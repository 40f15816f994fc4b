"""Who sees what has changed: those whose the report is."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor
from reports.querysets import seen_by

if TYPE_CHECKING:
    from reports.changes.models import Carry, Change, Comparison  # named in quotes below


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))


class ChangeQuerySet(models.QuerySet["Change"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))


class CarryQuerySet(models.QuerySet["Carry"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))
