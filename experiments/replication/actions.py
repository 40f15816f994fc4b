"""Trying an experiment again: its plan, the definitions of its metrics and its materials, copied with their lineage."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import Challenge
from experiments import actions as experiment_actions
from experiments.actions import MetricInput
from experiments.models import Experiment, Metric
from experiments.replication import notices
from experiments.replication.models import Material, MetricReplication, Replication
from experiments.replication.permissions import can_replicate, can_tell_context
from experiments.staging.models import Document
from experiments.states import DECIDED
from mint.actor import Actor
from mint.audit.record import record
from mint.files.scanning import Quarantine
from mint.web import MoveError

# What everybody reads of a plan; and what only those inside the source read, so that only they take it with them.
OPEN_PARTS = ("kind", "riskiest", "recruiting", "population", "guardrail", "rule_basis", "rule_across", "rule_guarded")
INSIDE_PARTS = ("roles", "risks", "communication", "budget", "consent_text")
DEFINITION = (
    *("name", "unit", "direction", "is_primary", "design", "smallest_worthwhile", "spread", "frequency", "limit"),
)


@dataclass(frozen=True)
class Context:
    """How it is there, where it was tried, and here, where it is tried again. Distances are kilometres."""

    differs: str
    people_there: int | None = None
    people_here: int | None = None
    distance_there: Decimal | None = None
    distance_here: Decimal | None = None
    provider_there: str = ""
    provider_here: str = ""
    shares_participants: bool = False


@transaction.atomic
def replicate(
    source: Experiment, challenge: Challenge, *, actor: Actor, title: str, context: Context, key: UUID | None = None
) -> Experiment:
    """The asker's own experiment, an idea with a plan begun. Its baseline, target and days are its own. The same key makes one."""
    if not can_replicate(actor, source):
        raise PermissionDenied
    if source.state not in DECIDED:
        raise MoveError(_("What has not been decided yet is not tried again."))
    made = experiment_actions.create(challenge, actor=actor, title=title, hypothesis=source.hypothesis, key=key)
    if made.entry_key is None and Replication.objects.filter(experiment=made).exists():
        return made
    experiment = _planned(made, source, actor)
    root = _root_of(source)
    Replication.objects.create(
        organisation_id=experiment.organisation_id, experiment=experiment, source=source, root_id=root,
        asked_by_id=actor.user_id, **asdict(context),
    )  # fmt: skip
    _metric_lineage(experiment, source)
    _materials(experiment, source, actor)
    said = {"source": source.pk, "title": source.title}
    record("experiment.replicated", experiment, actor=actor, data=said)
    notices.replicated(experiment, source, actor)
    return experiment


def _root_of(source: Experiment) -> int:
    lineage = Replication.objects.filter(experiment=source).first()
    return lineage.root_id if lineage else source.pk


def _planned(experiment: Experiment, source: Experiment, actor: Actor) -> Experiment:
    """The parts of the plan that the asker may read, and the metrics' definitions without their baselines and targets."""
    parts = OPEN_PARTS + (INSIDE_PARTS if _is_inside(actor, source) else ())
    values = {name: getattr(source, name) for name in parts}
    metrics = [
        MetricInput({name: getattr(metric, name) for name in DEFINITION})
        for metric in Metric.objects.visible_to(actor).filter(experiment=source).order_by("id")
    ]
    return experiment_actions.write_plan(
        experiment, actor=actor, version=experiment.version, values=values, metrics=metrics
    )


def _is_inside(actor: Actor, source: Experiment) -> bool:
    return Experiment.objects.visible_to(actor).inside(actor).filter(pk=source.pk).exists()


def _metric_lineage(experiment: Experiment, source: Experiment) -> None:
    """By name, which is unique in an experiment."""
    before = {m.name: m for m in Metric.objects.filter(experiment=source)}
    roots = dict(MetricReplication.objects.filter(metric__in=before.values()).values_list("metric_id", "root_id"))
    MetricReplication.objects.bulk_create(
        MetricReplication(
            organisation_id=experiment.organisation_id, metric=metric, source=before[metric.name],
            root_id=roots.get(before[metric.name].pk, before[metric.name].pk),
        )
        for metric in Metric.objects.filter(experiment=experiment)
        if metric.name in before
    )  # fmt: skip


def _materials(experiment: Experiment, source: Experiment, actor: Actor) -> None:
    """The documents that the asker may open there: the source's own members' papers are not handed out."""
    free: dict[str, Any] = {"experiment": source, "quarantine": Quarantine.FREE}
    for row in (
        *Document.objects.visible_to(actor).filter(**free),
        *Material.objects.visible_to(actor).filter(**free),
    ):
        with row.file.open("rb") as stream:
            content = ContentFile(stream.read(), row.name)
        Material.objects.create(
            organisation_id=experiment.organisation_id, experiment=experiment, file=content, name=row.name,
            content_type=row.content_type, size=row.size, uploaded_by_id=actor.user_id,
        )  # fmt: skip


@transaction.atomic
def tell_context(lineage: Replication, context: Context, *, actor: Actor) -> None:
    """What differs, corrected when more is known of it."""
    if not can_tell_context(actor, lineage.experiment):
        raise PermissionDenied
    before = {name: getattr(lineage, name) for name in asdict(context)}
    changed = sorted(name for name, value in asdict(context).items() if before[name] != value)
    Replication.objects.filter(pk=lineage.pk).update(**asdict(context))
    record("experiment.context_told", lineage.experiment, actor=actor, data={"changed": changed})
