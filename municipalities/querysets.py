"""Who sees which attraction factors."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mint import clock
from mint.actor import Actor
from municipalities.states import STALE_AFTER_DAYS, State

if TYPE_CHECKING:
    from municipalities.models import AttractionFactor, MunicipalityProfile


def stale_before() -> date:
    """What was last checked before this day is out of date."""
    return clock.today() - timedelta(days=STALE_AFTER_DAYS)


class FactorQuerySet(models.QuerySet["AttractionFactor"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rule of the table in policies, said to the ORM: see `AttractionFactor.Meta.constraints`."""
        if actor.is_system:
            return self.all()
        seen = Q(state=State.PUBLISHED)
        if actor.is_signed_in:
            seen |= Q(organisation_id__in=actor.organisation_ids)
            seen |= Q(municipality_id__in=actor.municipality_ids)
        return self.filter(seen)

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def of_tenant(self, organisation_id: int) -> Self:
        return self.filter(organisation_id=organisation_id)

    def to_check(self) -> Self:
        """Published, and its next check is today or past."""
        return self.published().filter(next_check_on__lte=clock.today()).order_by("next_check_on", "id")

    def stale(self) -> Self:
        """Published, and nobody has checked it for a year."""
        return self.published().filter(checked_on__lt=stale_before())

    def fresh(self) -> Self:
        """Published, and checked within a year: what is compared, and shown elsewhere than on its own page."""
        return self.published().filter(checked_on__gte=stale_before())


class ProfileQuerySet(models.QuerySet["MunicipalityProfile"]):
    def visible_to(self, actor: Actor) -> Self:
        """A municipality's own words about itself are public."""
        return self.all()
