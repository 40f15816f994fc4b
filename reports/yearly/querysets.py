"""Who sees a municipality's yearly reviews: its own members."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor

if TYPE_CHECKING:
    from reports.yearly.models import YearReview  # named in quotes below


class YearReviewQuerySet(models.QuerySet["YearReview"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(organisation_id__in=actor.organisation_ids)

    def of_tenant(self, organisation_id: int) -> Self:
        return self.filter(organisation_id=organisation_id)
