"""What a metric's values show, kept on its row: reckoned by the worker, so that pages only read it.

SciPy and statsmodels are imported by `reckon` alone. A row whose values or rule have changed since is outdated; until
the worker has been there, its page says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef

from experiments.effects.estimates import Contrast, Effect, RefusedError, Said
from experiments.effects.estimates import Design as EffectDesign
from experiments.effects.judging import outcome as judged
from experiments.models import Experiment, Measurement, Metric
from experiments.samples import sample_of
from experiments.series import current
from experiments.states import MEASURABLE, WITH_TOTAL, Outcome, Source
from mint.outbox.queue import enqueue

TASK = "experiments.reckon_effects"


@dataclass(frozen=True)
class Rule:
    """What the plan says of a metric: frozen with it. `smallest` is None where it does not say."""

    design: str
    direction: str
    smallest: Decimal | None

    @property
    def line(self) -> float:
        """On the estimate's scale: people write shares in percentage points and relative changes in per cent."""
        found = float(self.smallest or 0)
        return found / 100 if self.design in WITH_TOTAL else found


@dataclass(frozen=True)
class Result:
    """An effect, or why there is none."""

    rule: Rule
    effect: Effect | None = None
    refused: Said | None = None

    @property
    def outcome(self) -> str:
        """By the decision rule; without an effect nothing is shown either way."""
        if self.effect is None:
            return Outcome.INCONCLUSIVE
        return str(judged(self.effect, direction=self.rule.direction, smallest=self.rule.line))


def rule_of(metric: Metric, experiment: Experiment) -> Rule:
    """Of the frozen plan, where there is one that knows the metric; else as it is written now."""
    frozen: Mapping[str, Any] = ((experiment.plan or {}).get("metrics") or {}).get(str(metric.pk)) or {}
    if "design" not in frozen:
        return Rule(metric.design, metric.direction, metric.smallest_worthwhile)
    smallest = frozen.get("smallest_worthwhile")
    return Rule(frozen["design"] or "", frozen["direction"], None if smallest is None else Decimal(smallest))


def result_of(metric: Metric, experiment: Experiment) -> Result | None:
    """What is kept, if it is of today's values and rule. None: no design, or not reckoned yet."""
    rule, kept = rule_of(metric, experiment), metric.effect
    if not rule.design or not kept or kept["of"] != _stamp(metric, experiment, rule):
        return None
    if refused := kept.get("refused"):
        return Result(rule, refused=Said(**refused))
    return Result(rule, _restored(kept["effect"]))


def is_awaited(metric: Metric, experiment: Experiment) -> bool:
    return bool(rule_of(metric, experiment).design) and result_of(metric, experiment) is None


def outcome_of(experiment: Experiment, metrics: Iterable[Metric]) -> str:
    """What the rule says of the hypothesis: of all primary metrics that have a design. Empty where none has."""
    found = [result_of(metric, experiment) for metric in metrics if metric.is_primary]
    outcomes = {result.outcome for result in found if result}
    if not outcomes:
        return ""
    if Outcome.NOT_SUPPORTED in outcomes:
        return Outcome.NOT_SUPPORTED
    return Outcome.SUPPORTED if outcomes == {Outcome.SUPPORTED} else Outcome.INCONCLUSIVE


def outdated(metric: Metric, *, at_once: bool = True) -> None:
    """Its values have changed: reckon anew, where it has a design. In the transaction of the change.

    What a sensor sends is not reckoned `at_once`, value by value: `refresh_stale` comes by.
    """
    if not rule_of(metric, metric.experiment).design:
        return
    Metric.objects.filter(pk=metric.pk).update(values_version=F("values_version") + 1)
    if at_once:
        enqueue(TASK, experiment_id=metric.experiment_id)


def refresh_stale() -> int:
    """Reckon what sensors have changed; returns of how many experiments."""
    rows = Metric.objects.filter(Exists(Measurement.objects.filter(metric=OuterRef("pk"), source=Source.SENSOR)))
    rows = rows.filter(experiment__state__in=MEASURABLE).select_related("experiment").order_by("experiment_id")
    stale = {metric.experiment_id for metric in rows if is_awaited(metric, metric.experiment)}
    for pk in sorted(stale):
        enqueue(TASK, experiment_id=pk)
    return len(stale)


def refresh_one(experiment_id: int) -> None:
    """The worker's way in; harmless when run twice."""
    experiment = Experiment.objects.filter(pk=experiment_id).first()
    if experiment:
        refresh(experiment)


def refresh(experiment: Experiment) -> list[Metric]:
    """Reckon what is outdated, keep it, and return all metrics."""
    metrics = list(Metric.objects.filter(experiment=experiment).prefetch_related("measurements"))
    for metric in metrics:
        if is_awaited(metric, experiment):
            metric.effect = reckon(metric, experiment)
            Metric.objects.filter(pk=metric.pk, values_version=metric.values_version).update(effect=metric.effect)
    return metrics


def reckon(metric: Metric, experiment: Experiment) -> dict[str, Any]:
    """Plain values for the row."""
    from experiments.effects.computing import effect_of

    rule = rule_of(metric, experiment)
    stamp = _stamp(metric, experiment, rule)
    assert experiment.starts_on is not None  # it has run: a constraint
    try:
        effect = effect_of(sample_of(rule.design, current(metric.measurements.all()), experiment.starts_on))
    except RefusedError as error:
        return {"of": stamp, "refused": asdict(error.said)}
    return {"of": stamp, "effect": asdict(effect)}


def _stamp(metric: Metric, experiment: Experiment, rule: Rule) -> list[Any]:
    """What the numbers depend on; how they are judged is asked each time."""
    starts = experiment.starts_on
    return [metric.values_version, str(rule.design), starts.isoformat() if starts else ""]


def _restored(kept: dict[str, Any]) -> Effect:
    said = {"method": Said(**kept["method"]), "warnings": tuple(Said(**each) for each in kept["warnings"])}
    return Effect(**{**kept, **said, "design": EffectDesign(kept["design"]), "contrast": Contrast(kept["contrast"])})
