"""Who sees lineage and materials: the policies say the same."""

from typing import TYPE_CHECKING, Self

from django.db import models

from experiments.models import Experiment, Metric
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.replication.models import Material, MetricReplication, Replication  # named in quotes below


class ReplicationQuerySet(models.QuerySet["Replication"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the experiment that was tried again."""
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.visible_to(actor).values("pk"))


class MetricReplicationQuerySet(models.QuerySet["MetricReplication"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(metric__in=Metric.objects.visible_to(actor).order_by().values("pk"))


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))
