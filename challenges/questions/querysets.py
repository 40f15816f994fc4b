"""Who sees which questions; the same is said to the database in `models`."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from challenges.states import SUBMITTED
from mint.actor import Actor

if TYPE_CHECKING:
    from challenges.questions.models import Question  # named in quotes below


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> Self:
        """A published one as its challenge; one that waits is its asker's and those of the owner's side."""
        if actor.is_system:
            return self.all()
        seen = Q(published_at__isnull=False, challenge__in=Challenge.objects.visible_to(actor))
        if actor.is_signed_in:
            seen |= Q(asker_id=actor.user_id) | Q(organisation_id__in=actor.organisation_ids)
            seen |= Q(challenge__state__in=SUBMITTED) & (
                Q(challenge__municipality_id__in=actor.municipality_ids)
                | Q(challenge__project_id__in=actor.curated_ids)
            )
        return self.filter(seen)

    def waiting(self) -> Self:
        """Neither answered nor published."""
        return self.filter(published_at__isnull=True)

    def public(self) -> Self:
        return self.filter(published_at__isnull=False)
