"""Who sees the authority's forms and what was sent on them: those who manage the project."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor

if TYPE_CHECKING:
    from reports.authority.models import Filing, Form  # named in quotes below


class FormQuerySet(models.QuerySet["Form"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(project_id__in=actor.managed_ids)

    def newest_first(self) -> Self:
        return self.order_by("title", "-number")


class FilingQuerySet(models.QuerySet["Filing"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(report__project_id__in=actor.managed_ids)
