"""What must be done before the next move: the page's task list and the moves' guards read the same lines."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from experiments.ethics import answered
from experiments.models import Experiment, Metric
from experiments.states import Basis, State
from mint import clock
from mint.templating import fdate


@dataclass(frozen=True)
class Check:
    """One line of a gate; `where` names the page on which it is done (a name of our addresses; empty: nowhere).

    What the lifecycle asks is `required`, or only said. What a template asks has a `key`, and its `strength` says whether
    one may move on despite it.
    """

    text: str
    done: bool
    where: str = "plan"
    note: str = ""
    required: bool = True
    key: str = ""
    strength: str = ""


@dataclass(frozen=True)
class Gate:
    title: str
    checks: list[Check]

    @property
    def done(self) -> int:
        return sum(check.done for check in self.checks)

    @property
    def total(self) -> int:
        return len(self.checks)


def review(experiment: Experiment) -> list[Check]:
    return [
        Check(_("Hypothesis written"), bool(experiment.hypothesis)),
        Check(_("A primary metric with unit, baseline and target"), any(map(_is_complete, experiment.metrics.all()))),
        Check(_("How the change is shown: a design, and what the decision rule asks of it"), _is_judged(experiment)),
        Check(_("Dates, a year at most"), bool(experiment.starts_on and experiment.ends_on)),
        Check(_("Budget"), experiment.budget is not None),
        Check(_("Roles"), bool(experiment.roles)),
        Check(
            _("Ethics checklist and personal data answered"),
            answered(experiment.ethics) and experiment.personal_data is not None,
        ),
        Check(_("Basis of aid, and rights to the results"), bool(experiment.aid_basis and experiment.rights)),
    ]


def approval(experiment: Experiment) -> list[Check]:
    text = _("Consent and impact assessment written") if experiment.personal_data else _("No personal data is used")
    return [
        Check(_("The plan is frozen"), bool(experiment.plan_hash)),
        Check(text, not experiment.personal_data or bool(experiment.consent_text)),
    ]


def start(experiment: Experiment) -> list[Check]:
    begins = experiment.starts_on
    return [
        Check(
            _("The first day of the plan has come"),
            bool(begins and begins <= clock.today()),
            "",
            fdate(begins),
        ),
        Check(
            _("The baseline of every metric is there"), all(m.baseline is not None for m in experiment.metrics.all())
        ),
    ]


def evaluation(experiment: Experiment) -> list[Check]:
    ended = bool(experiment.ends_on and experiment.ends_on <= clock.today())
    note = "" if ended else _("Or say why the experiment ends early.")
    return [
        Check(_("Every primary metric has been measured"), _is_measured(experiment), "measure"),
        Check(_("The last day of the plan has come"), ended, "", note, required=False),
    ]


def decision(experiment: Experiment) -> list[Check]:
    return [
        Check(_("Result"), bool(experiment.result), "result"),
        Check(_("Lessons learned"), bool(experiment.learnings), "result"),
        Check(_("What became of the hypothesis"), bool(experiment.outcome), "result"),
    ]


Lines = Callable[[Experiment], list[Check]]


def complete(lines: Lines) -> Callable[[Experiment], str | None]:
    """The guard of a move: what of the gate is not done yet."""

    def guard(experiment: Experiment) -> str | None:
        missing = [check.text for check in lines(experiment) if check.required and not check.done]
        return _("Still missing: %(what)s.") % {"what": "; ".join(missing)} if missing else None

    return guard


def gate_of(experiment: Experiment) -> Gate | None:
    """The gate ahead, or None where nothing more is asked."""
    if experiment.state in {State.IDEA, State.PLANNING}:
        return Gate(_("Before the review"), review(experiment))
    if experiment.state == State.IN_REVIEW:
        return Gate(_("Before the approval"), approval(experiment))
    if experiment.state == State.APPROVED:
        return Gate(_("Before the start"), start(experiment))
    if experiment.state in {State.RUNNING, State.PAUSED}:
        return Gate(_("Before the evaluation"), evaluation(experiment))
    if experiment.state == State.EVALUATING:
        return Gate(_("Before the decision"), decision(experiment))
    return None


def _is_complete(metric: Metric) -> bool:
    return metric.is_primary and metric.baseline is not None and metric.target is not None


def _is_judged(experiment: Experiment) -> bool:
    """Has every primary metric a design, and the line that the rule holds its interval against?"""
    primary = [metric for metric in experiment.metrics.all() if metric.is_primary]
    asks_smallest = experiment.rule_basis == Basis.SMALLEST
    return bool(primary) and all(
        metric.design and (metric.smallest_worthwhile is not None or not asks_smallest) for metric in primary
    )


def _is_measured(experiment: Experiment) -> bool:
    primary = [metric for metric in experiment.metrics.all() if metric.is_primary]
    return bool(primary) and all(metric.is_measured for metric in primary)
