"""Who sees templates of plans: the policies say the same."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from experiments.models import Experiment
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.patterns.models import Pattern  # named in quotes below


class PatternQuerySet(models.QuerySet["Pattern"]):
    def visible_to(self, actor: Actor) -> Self:
        """The organisation's members; a project's template everybody signed in, as its plans are written by many."""
        if actor.is_system:
            return self.all()
        own = Q(organisation_id__in=actor.organisation_ids)
        return self.filter(own | Q(project__isnull=False) if actor.is_signed_in else own)

    def in_use(self) -> Self:
        return self.filter(is_retired=False)

    def of_tenant(self, organisation_id: int, curated_ids: frozenset[int]) -> Self:
        """What one's own page lists: the organisation's own, and those of the projects one curates."""
        return self.filter(Q(organisation_id=organisation_id) | Q(project_id__in=curated_ids))

    def offered_for(self, experiment: Experiment, organisation_id: int) -> Self:
        """The organisation's own that are of no project, and those of the experiment's project."""
        own = Q(organisation_id=organisation_id, project=None)
        return self.in_use().filter(own | Q(project_id=experiment.project_id, project__isnull=False))
