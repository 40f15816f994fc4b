"""Who sees the funder's links and questions: those who manage the report's project."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor
from reports.inquiries.states import State

if TYPE_CHECKING:
    from reports.inquiries.models import Link, Message, Thread  # named in quotes below


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who holds a link reaches its one row by `reading`, as the database lets them."""
        return self.all() if actor.is_system else self.filter(report__project_id__in=actor.managed_ids)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(report__project_id__in=actor.managed_ids)

    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(thread__report__project_id__in=actor.managed_ids)
