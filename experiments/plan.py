"""The plan as it was sent to review: a frozen copy, its hash, and what has changed since."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from experiments.models import Experiment, Metric
from experiments.states import Across, Aid, Basis, Design, Direction, Frequency, Kind, Rights
from mint.templating import fdate, number

LABELS: dict[str, str | Promise] = {
    "kind": _("Kind of experiment"),
    "hypothesis": _("Hypothesis"),
    "riskiest": _("Riskiest assumption"),
    "population": _("With whom and where"),
    "recruiting": _("How participants are found"),
    "guardrail": _("What must not get worse"),
    "roles": _("Roles"),
    "starts_on": _("Begins"),
    "ends_on": _("Ends"),
    "budget": _("Budget, euros"),
    "funding": _("Where the money comes from"),
    "risks": _("Risks"),
    "communication": _("Communication"),
    "ethics": _("Ethics checklist"),
    "personal_data": _("Personal data"),
    "consent_text": _("Consent and impact assessment"),
    "rule_basis": _("Decision rule: against what"),
    "rule_across": _("Decision rule: several primary metrics"),
    "rule_guarded": _("Decision rule: limits count"),
    "aid_basis": _("Basis of aid"),
    "rights": _("Rights to the results"),
    "rights_text": _("What was agreed on rights and data"),
    "public_summary": _("Public summary"),
}
METRIC_LABELS: dict[str, str | Promise] = {
    "name": _("name"),
    "unit": _("unit"),
    "direction": _("direction"),
    "baseline": _("baseline"),
    "baseline_on": _("date of the baseline"),
    "baseline_source": _("source of the baseline"),
    "target": _("target"),
    "is_primary": _("primary metric"),
    "design": _("design"),
    "smallest_worthwhile": _("smallest worthwhile change"),
    "spread": _("expected spread"),
    "frequency": _("how often it is measured"),
    "limit": _("limit that must not be passed"),
}
CHOICES: dict[str, str | Promise] = {
    **dict(Direction.choices),
    **dict(Design.choices),
    **dict(Frequency.choices),
    **dict(Basis.choices),
    **dict(Across.choices),
    **dict(Aid.choices),
}


@dataclass(frozen=True)
class Deviation:
    """One thing that is not as it was planned, in words."""

    label: str
    planned: str
    now: str


@dataclass(frozen=True)
class Part:
    """What a higher app keeps of a plan: its frozen value, and the words for what has changed since."""

    key: str
    of: Callable[[Experiment], Any]
    changes: Callable[[Any, Any], Iterable[Deviation]]


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    _parts[part.key] = part


def snapshot(experiment: Experiment) -> dict[str, Any]:
    """Plain values of the plan and its metrics, fit for JSON; the same plan gives the same value."""
    plan = {name: _plain(getattr(experiment, name)) for name in LABELS}
    plan["metrics"] = {str(metric.pk): _metric(metric) for metric in experiment.metrics.order_by("id")}
    return plan | {part.key: part.of(experiment) for part in _parts.values()}


def digest(plan: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(json.dumps(plan, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def deviations(experiment: Experiment) -> list[Deviation]:
    """What differs from the frozen plan; empty while there is none, and when nothing has changed."""
    frozen = experiment.plan
    if not frozen:
        return []
    now = snapshot(experiment)
    changed = [
        Deviation(str(label), words_of(name, frozen.get(name)), words_of(name, now[name]))
        for name, label in LABELS.items()
        if name in frozen and frozen[name] != now[name]  # a plan may be older than a field
    ]
    changed += _metric_deviations(frozen.get("metrics", {}), now["metrics"])
    for part in _parts.values():
        if part.key in frozen and frozen[part.key] != now[part.key]:
            changed += part.changes(frozen[part.key], now[part.key])
    return changed


def words_of(name: str, value: Any) -> str:
    """A frozen value of that field as a person reads it: a choice by its words, looked up by the field where another field
    has the same key.
    """
    return str(APART.get(name, {}).get(value) or shown_value(value)) if isinstance(value, str) else shown_value(value)


def changed_metrics(experiment: Experiment, metrics: Iterable[Metric]) -> list[Metric]:
    """Those that are not as they were frozen."""
    frozen = (experiment.plan or {}).get("metrics", {})
    pairs = [(metric, frozen.get(str(metric.pk)), _metric(metric)) for metric in metrics]
    return [
        metric
        for metric, before, now in pairs
        if before is None or any((before.get(name) or None) != (now[name] or None) for name in METRIC_LABELS)
    ]


def _metric_deviations(frozen: dict[str, Any], now: dict[str, Any]) -> Iterator[Deviation]:
    for key in {**frozen, **now}:
        before, after = frozen.get(key), now.get(key)
        if before is None or after is None:
            known = before or after or {}
            yield Deviation(
                known.get("name", ""), shown_value(before and before["name"]), shown_value(after and after["name"])
            )
            continue
        for name, label in METRIC_LABELS.items():
            if (before.get(name) or None) != (after[name] or None):
                yield Deviation(f"{before['name']}: {label}", shown_value(before.get(name)), shown_value(after[name]))


def _metric(metric: Metric) -> dict[str, Any]:
    return {name: _plain(getattr(metric, name)) for name in METRIC_LABELS}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


NOTHING = "–"
APART: dict[str, dict[str, Any]] = {"rights": dict(Rights.choices), "kind": dict(Kind.choices)}


def shown_value(value: Any) -> str:
    """A frozen value as a person reads it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, str) and value in CHOICES:
        return str(CHOICES[value])
    if isinstance(value, dict):
        return ", ".join(f"{key}: {answer}" for key, answer in value.items())
    try:
        return fdate(date.fromisoformat(value))
    except (TypeError, ValueError):
        pass
    try:
        return number(Decimal(value))
    except ArithmeticError:
        return str(value)
