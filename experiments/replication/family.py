"""The family of an experiment: the first one and those copied from it, as far as the reader sees them."""

from dataclasses import dataclass, field

from experiments.models import Experiment, Metric
from experiments.replication.models import MetricReplication, Replication
from mint.actor import Actor


@dataclass(frozen=True)
class Family:
    """`members` from the first on; `lineages` by experiment; `metrics` by the key of the first one's metric, then by experiment."""

    root_id: int
    members: list[Experiment]
    lineages: dict[int, Replication]
    metrics: dict[int, dict[int, Metric]] = field(default_factory=dict)

    @property
    def has_others(self) -> bool:
        return bool(self.lineages)


def root_of(experiment: Experiment) -> int:
    lineage = Replication.objects.filter(experiment=experiment).only("root_id").first()
    return lineage.root_id if lineage else experiment.pk


def family_of(experiment: Experiment, actor: Actor) -> Family:
    """Three queries, however large; without metrics."""
    root = root_of(experiment)
    lineages = {row.experiment_id: row for row in Replication.objects.visible_to(actor).filter(root=root)}
    keys = {root, experiment.pk, *lineages}
    members = list(
        Experiment.objects.visible_to(actor).filter(pk__in=keys).select_related("municipality", "organisation")
    )
    return Family(root, sorted(members, key=lambda each: (each.pk != root, each.pk)), lineages)


def with_metrics(family: Family, actor: Actor) -> Family:
    """And the primary metrics that the reader may see, each under the first one's."""
    rows = Metric.objects.visible_to(actor).filter(experiment__in=[each.pk for each in family.members], is_primary=True)
    metrics = list(rows.order_by("experiment", "id"))
    known = MetricReplication.objects.filter(metric__in=metrics).values_list("metric_id", "root_id")
    roots = dict(known)
    found: dict[int, dict[int, Metric]] = {}
    members = {each.pk: each for each in family.members}
    for metric in metrics:
        metric.experiment = members[metric.experiment_id]
        found.setdefault(roots.get(metric.pk, metric.pk), {})[metric.experiment_id] = metric
    return Family(family.root_id, family.members, family.lineages, found)
