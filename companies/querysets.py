"""Who sees which profiles."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from mint.actor import Actor

if TYPE_CHECKING:
    from companies.models import CompanyProfile  # named in quotes below


class CompanyProfileQuerySet(models.QuerySet["CompanyProfile"]):
    def visible_to(self, actor: Actor) -> Self:
        """The public sees those that agreed; a company its own; a coordinator those of the municipality."""
        if actor.is_system:
            return self.all()
        seen = Q(is_listed=True)
        if actor.is_signed_in:
            seen |= Q(organisation_id__in=actor.organisation_ids)
            seen |= Q(organisation__municipality_id__in=actor.municipality_ids)
        return self.filter(seen)

    def listed(self) -> Self:
        """Those that agreed to be in the public directory."""
        return self.filter(is_listed=True)

    def named(self) -> Self:
        """With the organisation's `name`, for an alphabetical list paged by key."""
        return self.annotate(name=F("organisation__name"))
