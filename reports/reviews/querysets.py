"""Who sees the reviews that have been published: everybody."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor

if TYPE_CHECKING:
    from reports.reviews.models import Review  # named in quotes below


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all()
