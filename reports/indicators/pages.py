"""What the pages of indicators show, gathered."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from mint.actor import Actor
from mint.projects.models import Project
from reports.counting.catalogue import definition_of
from reports.counting.counters import rule
from reports.counting.definitions import DEFINED
from reports.indicators.permissions import can_define
from reports.models import Indicator
from reports.states import Breakdown, Scheme


def known(project: Project) -> Any:
    """Everybody's, and the project's own."""
    return Indicator.objects.filter(Q(project=None) | Q(project=project))


def listed(project: Project, organisation: str) -> list[dict[str, Any]]:
    """By scheme, those that are reported apart from the others; each with what is promised of it."""
    promised = dict(project.targets.filter(period=None).values_list("indicator_id", "value"))
    groups: dict[str, list[dict[str, Any]]] = {scheme.value: [] for scheme in Scheme}
    for each in known(project).order_by("order", "code"):
        url = reverse("indicators:detail", args=[organisation, project.pk, each.pk])
        groups[each.scheme].append(_line(each, promised) | {"url": url})
    return [
        {
            "title": Scheme(key).label,
            "key": key,
            "reported": [each for each in lines if each["is_reported"]],
            "others": [each for each in lines if not each["is_reported"]],
        }
        for key, lines in groups.items()
    ]


def _line(indicator: Indicator, promised: dict[int, Any]) -> dict[str, Any]:
    is_reported = is_always(indicator) or indicator.pk in promised
    words, target = rule(indicator.counter).words, promised.get(indicator.pk)
    return {"indicator": indicator, "words": words, "is_reported": is_reported, "target": target}


def is_always(indicator: Indicator) -> bool:
    """MINT's own that MINT counts: in every report."""
    return indicator.scheme == Scheme.MINT and not indicator.is_own and bool(indicator.counter)


def detail(indicator: Indicator, project: Project, actor: Actor) -> dict[str, Any]:
    versions = list(indicator.versions.all())
    older = [*versions[1:], None]
    is_taken = project.targets.filter(indicator=indicator, period=None).exists()
    return {
        "indicator": indicator,
        "project": project,
        "words": rule(indicator.counter).words,
        "breakdowns": [Breakdown(each).label for each in indicator.breakdowns],
        "versions": [{"version": each, "changed": _changed(each, was)} for each, was in zip(versions, older, strict=True)],
        "is_taken": is_taken,
        "is_always": is_always(indicator),
        "may_define": can_define(actor, indicator),
        "nav": "reports",
    }  # fmt: skip


def _changed(version: Any, before: Any) -> bool:
    """Did it change what is counted, or its words only?"""
    if before is None:
        return False
    counted = ("unit", "aggregation", "counter")
    return any(getattr(version, name) != getattr(before, name) for name in counted)


def initial(indicator: Indicator | None) -> dict[str, Any]:
    """What a form begins with: an indicator as it is, or another's words as a model."""
    if indicator is None:
        return {"kind": "output"}
    return {name: value for name, value in definition_of(indicator).items() if name in DEFINED} | {
        "number": indicator.number
    }
