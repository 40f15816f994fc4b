"""Who sees what was written on behalf of a company: its municipality's coordinators, and who holds the link."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models

from challenges.behalf.states import BehalfState
from mint import clock
from mint.actor import Actor
from mint.workflow import UNDO_WINDOW

if TYPE_CHECKING:
    from challenges.behalf.models import OnBehalf

CONTACT_KEPT = timedelta(days=14)


class OnBehalfQuerySet(models.QuerySet["OnBehalf"]):
    def visible_to(self, actor: Actor) -> Self:
        """The coordinators'. Who holds a link reaches its one row by `behalf.holding`, as the database lets them."""
        return self.all() if actor.is_system else self.filter(municipality_id__in=actor.municipality_ids)

    def in_care_of(self, organisation_id: int) -> Self:
        """One municipality's, those that wait first."""
        return self.filter(organisation_id=organisation_id).order_by("-state", "-saved_at", "-id")

    def expired(self) -> Self:
        return self.filter(state=BehalfState.WAITING, expires_at__lte=clock.now())

    def with_old_contact(self) -> Self:
        """Drafts whose contact was given, and last written to, two weeks ago. What waits ends with its link."""
        found = self.filter(state=BehalfState.DRAFT, contact_at__lte=clock.now() - CONTACT_KEPT)
        return found.exclude(contact_name="", contact_email="")

    def declined_for_good(self) -> Self:
        """The company may take a refusal back for ten minutes."""
        return self.filter(state=BehalfState.DECLINED, answered_at__lte=clock.now() - UNDO_WINDOW)
