"""Who sees where a challenge came from and where it went."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from mint.actor import Actor

if TYPE_CHECKING:
    from challenges.lineage.models import Lineage  # named in quotes below


class LineageQuerySet(models.QuerySet["Lineage"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees both, or answers what was merged or split: one that they no longer see may have to be undone.

        And where one that was public went, whoever sees the one it went into.
        """
        if actor.is_system:
            return self.all()
        seen = Challenge.objects.visible_to(actor)
        went = Q(was_public=True, undone_at__isnull=True)
        answers = Q()
        if actor.is_signed_in:
            answers = Q(kind__in=("merged", "split"), source__in=Challenge.objects.all().answered_by(actor))
        return self.filter(Q(target__in=seen) & (went | Q(source__in=seen)) | answers)

    def of(self, challenge: Challenge) -> Self:
        return self.filter(Q(source=challenge) | Q(target=challenge), undone_at__isnull=True)

    def merged(self) -> Self:
        return self.filter(kind="merged", undone_at__isnull=True)
