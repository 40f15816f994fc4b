"""Who sees a dossier: those who manage the report's project; it holds more than the report itself."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mint.actor import Actor

if TYPE_CHECKING:
    from reports.dossier.models import Dossier  # named in quotes below


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(report__project_id__in=actor.managed_ids)
