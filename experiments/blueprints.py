"""What a plan can start from: built-in templates, and earlier plans that one may see. Only what is empty is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from experiments.actions import MetricInput, write_plan
from experiments.models import Experiment, Metric
from experiments.states import DRAFTED, FROZEN, SHOWN, Basis, Design, Direction, Frequency, Kind
from mint.actor import Actor
from mint.web import MoveError

MOST = 20  # earlier plans to choose from
OF_ANYBODY = ("kind", "riskiest", "recruiting", "population", "guardrail", "rule_basis", "rule_across", "rule_guarded")
OF_ONES_OWN = ("roles", "risks", "communication", "consent_text", "rights", "rights_text")
OF_A_METRIC = (
    "name",
    "unit",
    "direction",
    "is_primary",
    "design",
    "smallest_worthwhile",
    "spread",
    "frequency",
    "limit",
)
RULE = ("rule_basis", "rule_across", "rule_guarded")


@dataclass(frozen=True)
class Blueprint:
    """A built-in template: `values` and `metrics` are columns, whose texts are in the reader's language when used."""

    key: str
    name: Promise
    about: Promise
    values: Mapping[str, Any]
    metrics: tuple[Mapping[str, Any], ...] = field(default=())


# fmt: off
BLUEPRINTS = (
    Blueprint("service", _l("A service is done in another way"), _l("The same customers or cases before and during the experiment, once a week."), {
        "kind": Kind.SERVICE_TRIAL,
        "riskiest": _l("The customers want the service in this way."),
        "hypothesis": _l("If … is done in another way, then … takes less time, because …"),
        "population": _l("One service point and its customers for eight weeks."),
        "guardrail": _l("The customers’ satisfaction does not fall."),
        "rule_basis": Basis.SMALLEST,
    }, (
        {"name": _l("time from contact to service"), "unit": _l("days"), "direction": Direction.DOWN, "is_primary": True, "design": Design.BEFORE_AFTER, "frequency": Frequency.WEEKLY},
        {"name": _l("satisfaction"), "unit": _l("of five"), "direction": Direction.UP, "is_primary": False, "frequency": Frequency.WEEKLY},
    )),
    Blueprint("sensor", _l("A device measures by itself"), _l("A long series of measurements with a break where the experiment begins."), {
        "kind": Kind.PILOT,
        "riskiest": _l("The device sees what matters, and somebody acts on its warning."),
        "hypothesis": _l("If a sensor warns in time, then … becomes rarer, because …"),
        "population": _l("The places where the devices are, and similar weather before and after."),
        "guardrail": _l("False alarms do not become a burden."),
        "rule_basis": Basis.SMALLEST,
    }, (
        {"name": _l("measured level"), "unit": _l("units"), "direction": Direction.DOWN, "is_primary": True, "design": Design.ITS, "frequency": Frequency.DAILY},
    )),
    Blueprint("comparison", _l("Two groups side by side"), _l("One group tries something new and another goes on as before: the strongest evidence."), {
        "kind": Kind.COMPARISON,
        "riskiest": _l("The groups are alike in all that matters."),
        "hypothesis": _l("If … is used by one group, then it does better than the group that goes on as before, because …"),
        "population": _l("Two groups as alike as possible, chosen before the start."),
        "guardrail": _l("Nobody loses a service by not taking part."),
        "rule_basis": Basis.SMALLEST,
    }, (
        {"name": _l("result of a participant"), "unit": _l("units"), "direction": Direction.UP, "is_primary": True, "design": Design.DID, "frequency": Frequency.WEEKLY},
    )),
    Blueprint("share", _l("More people do something"), _l("How many of those asked or invited do it, before and during."), {
        "kind": Kind.SERVICE_TRIAL,
        "riskiest": _l("It is the way of asking that keeps people away, not the thing itself."),
        "recruiting": _l("Everybody on a list is invited in the same way, and once."),
        "hypothesis": _l("If people are asked in this way, a larger share of them takes part, because …"),
        "population": _l("Everybody who is invited; how many were invited is written down too."),
        "guardrail": _l("Nobody feels pressed to take part."),
        "rule_basis": Basis.SMALLEST,
    }, (
        {"name": _l("share of those who take part"), "unit": "%", "direction": Direction.UP, "is_primary": True, "design": Design.PROPORTIONS, "frequency": Frequency.WEEKLY},
    )),
)
# fmt: on
BY_KEY = {each.key: each for each in BLUEPRINTS}


def earlier(experiment: Experiment, actor: Actor) -> list[Experiment]:
    """Plans that were frozen, the own organisations' first, then those that have begun elsewhere; the newest of each."""
    rows = Experiment.objects.visible_to(actor).exclude(pk=experiment.pk).select_related("organisation").order_by("-id")
    own = list(rows.filter(organisation_id__in=actor.organisation_ids, state__in=FROZEN)[:MOST])
    others = rows.filter(state__in=SHOWN).exclude(organisation_id__in=actor.organisation_ids)
    return [*own, *others[: MOST - len(own)]]


@transaction.atomic
def start_from_template(experiment: Experiment, key: str, *, actor: Actor) -> Experiment:
    blueprint = BY_KEY.get(key)
    if blueprint is None:
        raise MoveError(_("There is no such template."))
    return fill(experiment, _plain(blueprint.values), [_plain(each) for each in blueprint.metrics], actor=actor)


@transaction.atomic
def start_from_plan(experiment: Experiment, source: Experiment, *, actor: Actor) -> Experiment:
    """`source` is one that the actor sees. Baselines, dates, money and answers of the checklist are one's own to give."""
    names = (*OF_ANYBODY, *(OF_ONES_OWN if source.organisation_id in actor.organisation_ids else ()))
    metrics = Metric.objects.visible_to(actor).filter(experiment=source).order_by("-is_primary", "id")
    found = [{name: getattr(metric, name) for name in OF_A_METRIC} for metric in metrics]
    return fill(experiment, {name: getattr(source, name) for name in names}, found, actor=actor)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Promise) else value for name, value in values.items()}


def fill(
    experiment: Experiment, values: Mapping[str, Any], metrics: list[dict[str, Any]], *, actor: Actor
) -> Experiment:
    """What is written already stays: texts are filled in where there are none, metrics where there are none at all."""
    if experiment.state not in DRAFTED:
        raise MoveError(_("A plan starts from another while it is being written."))
    has_metrics = experiment.metrics.exists()
    kept = {
        name: value
        for name, value in values.items()
        if (not has_metrics if name in RULE else not getattr(experiment, name) and value)
    }
    lines = [] if has_metrics else [MetricInput(each) for each in metrics]
    if not kept and not lines:
        raise MoveError(_("The plan has all of that already. Empty the fields that you want to fill in."))
    return write_plan(experiment, actor=actor, version=experiment.version, values=kept, metrics=lines)
