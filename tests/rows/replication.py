"""An experiment that was decided, one copied from it, and effects kept on their metrics as the worker keeps them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from experiments.models import Experiment, Metric
from experiments.plan import digest, snapshot
from experiments.replication.models import Material, MetricReplication, Replication
from experiments.results import _stamp, rule_of
from mint import clock
from tests.rows.experiments import make_experiment
from tests.world import World


def make_source(world: World, state: str = "decided", **columns: Any) -> Experiment:
    return make_experiment(world, state, **{"publication": "open", "population": "Kymmenen mökkiä.", **columns})


def make_replica(world: World, source: Experiment, state: str = "planning", **columns: Any) -> Experiment:
    """Of the same company, half a year later, with its metrics tied to the source's."""
    context = {name: columns.pop(name) for name in ("shares_participants",) if name in columns}
    later = {"starts_on": clock.today() + timedelta(days=180), "ends_on": clock.today() + timedelta(days=240)}
    row = make_experiment(world, state, **{"publication": "open", **later, **columns})
    before = Replication.objects.filter(experiment=source).first()
    Replication.objects.create(
        organisation_id=row.organisation_id, experiment=row, source=source, root_id=before.root_id if before else source.pk,
        differs="Mökit ovat kauempana.", people_there=20, people_here=35, **context,
    )  # fmt: skip
    first, own = source.metrics.get(), row.metrics.get()
    known = MetricReplication.objects.filter(metric=first).first()
    MetricReplication.objects.create(
        organisation_id=row.organisation_id, metric=own, source=first, root_id=known.root_id if known else first.pk
    )
    return row


def keep_effect(
    experiment: Experiment, estimate: float, error: float, *, design: str = "before_after", **more: Any
) -> Metric:
    """As the worker would have reckoned it; `more` are further columns of the metric."""
    metric = experiment.metrics.get()
    Metric.objects.filter(pk=metric.pk).update(design=design, smallest_worthwhile=Decimal(1), **more)
    metric.refresh_from_db()
    if experiment.plan:
        experiment.plan = snapshot(experiment)
        experiment.plan_hash = digest(experiment.plan)
        experiment.save(update_fields=["plan", "plan_hash"])
    effect = {
        "design": design, "contrast": "change", "estimate": estimate, "low": estimate - 2.1 * error,
        "high": estimate + 2.1 * error, "size_name": "hedges_g", "size": 0.5, "n": {"before": 10, "after": 10, "missing": 0},
        "method": {"code": "welch", "data": {"df": 18.0}}, "warnings": [], "more": {"df": 18.0, "se": error},
    }  # fmt: skip
    metric.effect = {"of": _stamp(metric, experiment, rule_of(metric, experiment)), "effect": effect}
    metric.save(update_fields=["effect"])
    return metric


def make_material(experiment: Experiment) -> Material:
    content = ContentFile(b"%PDF-1.4", "ohje.pdf")
    return Material.objects.create(
        organisation_id=experiment.organisation_id, experiment=experiment, file=content, name="ohje.pdf",
        content_type="application/pdf", size=8,
    )  # fmt: skip
