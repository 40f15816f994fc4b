"""Who sees what of a shared challenge; the same is said to the database in `models`."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from challenges.querysets import shared_with
from challenges.states import CoState
from mint.actor import Actor

if TYPE_CHECKING:
    from challenges.sharing.models import Note, Share  # named in quotes below


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, actor: Actor) -> Self:
        """Its own members, the lead's, and the coordinators of who has joined."""
        if actor.is_system:
            return self.all()
        own = actor.organisation_ids
        return self.filter(
            Q(organisation_id__in=own)
            | Q(challenge__organisation_id__in=own)
            | Q(challenge_id__in=shared_with(actor, (CoState.JOINED,)))
        )


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, actor: Actor) -> Self:
        """Its own members', and nobody else's."""
        return self.all() if actor.is_system else self.filter(organisation_id__in=actor.organisation_ids)
