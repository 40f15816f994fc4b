"""Who sees what the curators keep about a challenge: those who answer it, never its owner."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from mint.actor import Actor

if TYPE_CHECKING:
    from challenges.curation.models import CuratorNote, ReplyText, Screening  # named in quotes below


class ScreeningQuerySet(models.QuerySet["Screening"]):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators of its municipality and curators of its project, once it has been sent."""
        if actor.is_system:
            return self.all()
        return self.filter(challenge__in=Challenge.objects.all().answered_by(actor))


class CuratorNoteQuerySet(models.QuerySet["CuratorNote"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the screening."""
        if actor.is_system:
            return self.all()
        return self.filter(challenge__in=Challenge.objects.all().answered_by(actor))


class ReplyQuerySet(models.QuerySet["ReplyText"]):
    def visible_to(self, actor: Actor) -> Self:
        """The built-in ones for whoever is signed in; an organisation's own for its members."""
        if actor.is_system:
            return self.all()
        built_in = Q(organisation=None) if actor.is_signed_in else Q(pk__in=())
        return self.filter(built_in | Q(organisation_id__in=actor.organisation_ids))

    def offered(self, organisation_id: int) -> Self:
        """What this organisation chooses from: its own, and those built in."""
        return self.filter(Q(organisation=None) | Q(organisation_id=organisation_id))
