"""Who reads which entries of the audit trail."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mint.actor import Actor

if TYPE_CHECKING:
    from mint.audit.models import Entry, Seal  # named in quotes below


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own doings, the owner's and the parties' members, who coordinates the place, who watches the project."""
        if actor.is_system:
            return self.all()
        if not actor.is_signed_in:
            return self.none()
        inside = list(actor.organisation_ids)
        return self.filter(
            Q(actor_id=actor.user_id)
            | Q(organisation_id__in=inside)
            | Q(reader_ids__overlap=inside)
            | Q(municipality_id__in=actor.municipality_ids)
            | Q(project_id__in=actor.curated_ids | actor.managed_ids)
        )


class SealQuerySet(models.QuerySet["Seal"]):
    def visible_to(self, actor: Actor) -> Self:
        """An organisation's owners may keep the end of its chain."""
        return self.all() if actor.is_system else self.filter(organisation_id__in=actor.owned_ids)
