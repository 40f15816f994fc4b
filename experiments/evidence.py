"""How far one may lean on what an experiment shows: a grade of four, computed, with its reasons in words.

Points: a comparison group or an interrupted series 2, another design 1; size 1 (20 values, pairs or events on the
smaller side, 12 points for a series); a plan frozen before the first measurement and a primary metric that has not
been changed since 1; completeness 1 (at most a tenth missing, not ended early); a follow-up that somebody has answered 1.
Five points are strong, four moderate, two or three weak, less very weak. Nothing reckoned is very weak, and a plan
that was not frozen first is moderate at best. The thresholds are ours; the order of designs follows GRADE
(Guyatt et al. 2008, BMJ 336: 924-926). Somebody from outside the owning organisation confirms the grade or lowers it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Min
from django.utils.translation import gettext as _

from experiments.effects.estimates import Contrast, Design, Effect
from experiments.models import Experiment, Measurement, Metric
from experiments.plan import changed_metrics
from experiments.results import result_of
from experiments.states import DECIDED, Grade
from mint import clock

ENOUGH, ENOUGH_POINTS, MISSING_AT_MOST = 20, 12, 0.1
WITH_COMPARISON = {Design.COMPARISON, Design.DID}
STRONG, MODERATE, WEAK = 5, 4, 2


@dataclass(frozen=True)
class Reason:
    """One thing that was looked at."""

    points: int
    text: str

    @property
    def is_met(self) -> bool:
        return self.points > 0


@dataclass(frozen=True)
class Evidence:
    grade: Grade
    reasons: list[Reason]


def evidence_of(experiment: Experiment, metrics: Sequence[Metric]) -> Evidence:
    """Of the weakest primary metric: what is said of the whole rests on each of them."""
    primary = [metric for metric in metrics if metric.is_primary]
    effects = [result.effect if (result := result_of(metric, experiment)) else None for metric in primary]
    known = [effect for effect in effects if effect]
    if not known or len(known) < len(effects):
        none = Reason(0, _("No effect with its uncertainty has been reckoned for every primary metric."))
        return Evidence(Grade.VERY_WEAK, [none])
    frozen = _frozen(experiment, primary)
    reasons = [
        min((_design(effect) for effect in known), key=lambda reason: reason.points),
        min((_size(effect) for effect in known), key=lambda reason: reason.points),
        frozen,
        _complete(experiment, known),
        _followed(experiment),
    ]
    grade = _grade(sum(reason.points for reason in reasons))
    return Evidence(grade if frozen.is_met else min(grade, Grade.MODERATE), reasons)


def _grade(points: int) -> Grade:
    if points >= STRONG:
        return Grade.STRONG
    if points >= MODERATE:
        return Grade.MODERATE
    return Grade.WEAK if points >= WEAK else Grade.VERY_WEAK


def _design(effect: Effect) -> Reason:
    if effect.design in WITH_COMPARISON or effect.contrast == Contrast.DIFFERENCE:
        return Reason(2, _("Design: set against a comparison group."))
    if effect.design == Design.ITS:
        return Reason(2, _("Design: a long series, set against its own earlier course."))
    return Reason(1, _("Design: before and after, without a comparison group; something else may have changed too."))


def _size(effect: Effect) -> Reason:
    """By the smaller side; exposure and gaps are no observations."""
    counted = [n for name, n in effect.n.items() if name != "missing" and not name.startswith("exposure")]
    smallest, least = int(min(counted)), ENOUGH_POINTS if effect.design == Design.ITS else ENOUGH
    said = {"n": smallest, "least": least}
    if smallest >= least:
        return Reason(1, _("Size: at least %(n)s observations on each side.") % said)
    return Reason(0, _("Size: only %(n)s observations on the smaller side; %(least)s would be enough.") % said)


def _frozen(experiment: Experiment, metrics: Sequence[Metric]) -> Reason:
    """Before the first value of the experiment itself; earlier values are what one starts from."""
    first = experiment.starts_on
    rows = Measurement.objects.filter(metric__in=metrics, is_current=True)
    began = (rows.filter(measured_on__gte=first) if first else rows).aggregate(on=Min("measured_on"))["on"]
    if experiment.submitted_at is None or began is None or began < clock.day_of(experiment.submitted_at):
        return Reason(0, _("Pre-registration: the plan was not frozen before the first measurement."))
    if changed_metrics(experiment, metrics):
        return Reason(0, _("Pre-registration: the plan was frozen first, but a primary metric was changed afterwards."))
    return Reason(1, _("Pre-registration: the plan was frozen before the first measurement."))


def _complete(experiment: Experiment, effects: Sequence[Effect]) -> Reason:
    if experiment.early_stop_reason:
        return Reason(0, _("Completeness: the experiment ended before its last day."))
    missing = max(_missing_share(effect) for effect in effects)
    if missing > MISSING_AT_MOST:
        return Reason(
            0, _("Completeness: %(share)s per cent of the values are missing.") % {"share": round(100 * missing)}
        )
    return Reason(1, _("Completeness: at most a tenth of the values are missing."))


def _missing_share(effect: Effect) -> float:
    missing = effect.n.get("missing", 0)
    there = sum(n for name, n in effect.n.items() if name != "missing" and not name.startswith("exposure"))
    return missing / (missing + there) if missing else 0.0


def _followed(experiment: Experiment) -> Reason:
    """Closing it says nothing of that: somebody must have told what became of it."""
    if experiment.state in DECIDED and any(is_answered(experiment) for is_answered in _follow_ups):
        return Reason(1, _("Follow-up: what became of it after the decision has been told."))
    return Reason(0, _("Follow-up: what became of it later is not known."))


FollowUp = Callable[[Experiment], bool]
_follow_ups: list[FollowUp] = []


def register_follow_up(is_answered: FollowUp) -> None:
    """`is_answered(experiment)` says whether anybody has told what became of a decided experiment."""
    _follow_ups.append(is_answered)
