"""Who sees the tags of a challenge: confirmed ones as it; suggested and refused ones who may decide on them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from challenges.states import EDITABLE
from challenges.tagging.states import TagState
from mint.actor import WRITERS, Actor

if TYPE_CHECKING:
    from challenges.tagging.models import Tag  # named in quotes below


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        confirmed = Q(state=TagState.CONFIRMED, challenge__in=Challenge.objects.visible_to(actor))
        return self.filter(_decided_by(actor) | confirmed)

    def suggested_to(self, actor: Actor) -> Self:
        """Those that wait for a decision, for who decides: the part of `visible_to` that shows them."""
        waiting = self.filter(state=TagState.SUGGESTED)
        return waiting if actor.is_system else waiting.filter(_decided_by(actor))


def _decided_by(actor: Actor) -> Q:
    writes = [pk for pk, roles in actor.memberships.items() if roles & WRITERS]
    decides = Q(challenge__organisation_id__in=writes, challenge__state__in=EDITABLE)
    if actor.is_signed_in:
        decides |= Q(challenge__in=Challenge.objects.all().answered_by(actor))
    return decides
