"""Who sees which saved searches."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor

if TYPE_CHECKING:
    from mint.search.models import SavedSearch  # named in strings below


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and nobody else's."""
        return self.all() if actor.is_system else self.filter(user_id=actor.user_id or 0)
