"""A person's own requests about their own data: nobody else sees them."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint import clock
from mint.actor import Actor

if TYPE_CHECKING:
    from mint.privacy.models import Consent, Download, Erasure, Hold  # named in quotes below


class DownloadQuerySet(models.QuerySet["Download"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(user_id=actor.user_id or 0)

    def expired(self) -> Self:
        return self.filter(expires_at__lte=clock.now())


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(user_id=actor.user_id or 0)

    def waiting(self) -> Self:
        return self.filter(cancelled_at=None, done_at=None)

    def due(self) -> Self:
        return self.waiting().filter(due_at__lte=clock.now())


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(user_id=actor.user_id or 0)


class HoldQuerySet(models.QuerySet["Hold"]):
    """Operators alone see holds: their pages ask who one is, and the policy again."""

    def open(self) -> Self:
        return self.filter(lifted_at=None)
