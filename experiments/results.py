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
from experiments.states import MEASURABLE, WITH_TOTAL, Across, Arm, Basis, Design, Direction, Outcome, Source
from mint.outbox.queue import enqueue

TASK = "experiments.reckon_effects"


@dataclass(frozen=True)
class Rule:
    """What the plan says of a metric: frozen with it. `smallest` is None where it does not say."""

    design: str
    direction: str
    smallest: Decimal | None
    basis: str = Basis.SMALLEST
    wanted: Decimal | None = None  # the change that the target means, as people write changes

    @property
    def asked(self) -> Decimal | None:
        """The change that is asked for, as people write it; its direction is said apart."""
        if self.basis == Basis.NO_CHANGE:
            return Decimal(0)
        return self.wanted if self.basis == Basis.TARGET else self.smallest

    @property
    def line(self) -> float:
        """On the estimate's scale: people write shares in percentage points and relative changes in per cent."""
        found = float(self.asked or 0)
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
    plan: Mapping[str, Any] = experiment.plan or {}
    frozen: Mapping[str, Any] = (plan.get("metrics") or {}).get(str(metric.pk)) or {}
    basis = plan.get("rule_basis", Basis.SMALLEST) if plan else experiment.rule_basis
    if "design" not in frozen:
        wanted = _wanted(metric.design, metric.baseline, metric.target)
        return Rule(metric.design, metric.direction, metric.smallest_worthwhile, basis, wanted)
    smallest, baseline, target = (_number(frozen.get(name)) for name in ("smallest_worthwhile", "baseline", "target"))
    design = frozen["design"] or ""
    return Rule(design, frozen["direction"], smallest, basis, _wanted(design, baseline, target))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _wanted(design: str, baseline: Decimal | None, target: Decimal | None) -> Decimal | None:
    """How large a change the target means: in the unit, in percentage points, or of counts in per cent."""
    if baseline is None or target is None:
        return None
    if design == Design.COUNTS:
        return abs(100 * (target / baseline - 1)) if baseline else None
    return abs(target - baseline)


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
    metrics = list(metrics)
    found = [result_of(metric, experiment) for metric in metrics if metric.is_primary]
    outcomes = {result.outcome for result in found if result}
    if not outcomes:
        return ""
    plan: Mapping[str, Any] = experiment.plan or {}
    outcome = _across(outcomes, plan.get("rule_across", Across.EVERY))
    if (
        outcome == Outcome.SUPPORTED
        and plan.get("rule_guarded")
        and any(_is_past(each, experiment) for each in metrics)
    ):
        return Outcome.INCONCLUSIVE
    return outcome


def _across(outcomes: set[str], across: str) -> Outcome:
    """One of several: what decides is the worst of them, or where any is enough the best."""
    decides, rest = Outcome.NOT_SUPPORTED, Outcome.SUPPORTED
    if across == Across.ANY:
        decides, rest = rest, decides
    if decides in outcomes:
        return decides
    return rest if outcomes == {rest} else Outcome.INCONCLUSIVE


def _is_past(metric: Metric, experiment: Experiment) -> bool:
    """Was the limit of the frozen plan passed while the experiment ran?"""
    frozen = ((experiment.plan or {}).get("metrics") or {}).get(str(metric.pk)) or {}
    limit = _number(frozen.get("limit"))
    if limit is None or frozen.get("design") in WITH_TOTAL:
        return False
    rows = Measurement.objects.filter(
        metric=metric, is_current=True, arm=Arm.OWN, measured_on__gte=experiment.starts_on
    )
    worse = {"value__gt": limit} if frozen["direction"] == Direction.DOWN else {"value__lt": limit}
    return bool(rows.filter(**worse).exists())


def outdated(metric: Metric, *, at_once: bool = True) -> None:
    """Its values have changed: reckon anew, where it has a design. In the transaction of the change.

    What a sensor sends is not reckoned `at_once`, value by value: `refresh_stale` comes by.
    """
    Metric.objects.filter(pk=metric.pk).update(values_version=F("values_version") + 1)
    if at_once and rule_of(metric, metric.experiment).design:
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
    metrics = list(Metric.objects.filter(experiment=experiment))
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
