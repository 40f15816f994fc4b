"""The figures as they stand now, before any report is built: of the whole project, and of one partner's records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mint import clock
from mint.projects.models import Project
from reports.counting.counters import CountedRow, Scope, added, rule
from reports.counting.sums import Share, shares
from reports.documents.document import percents
from reports.models import Indicator, IndicatorTarget
from reports.states import Aggregation

LAG = Decimal("0.9")  # behind: less than nine tenths of what the time that has gone would ask


@dataclass(frozen=True)
class Standing:
    """A figure now, against its target and the project's time."""

    indicator: Indicator
    total: Decimal
    target: Decimal | None
    percent: int | None
    is_behind: bool


def time_gone(project: Project) -> int:
    """Percent of the project's days."""
    days = max((project.ends_on - project.starts_on).days, 1)
    gone = (min(clock.today(), project.ends_on) - project.starts_on).days
    return max(0, min(100, 100 * gone // days))


def standings(scope: Scope) -> list[Standing]:
    """Of what the project has promised; each counting rule is asked once."""
    targets = IndicatorTarget.objects.filter(project=scope.project, period=None).select_related("indicator")
    counted: dict[str, list[CountedRow]] = {}
    more, gone = added(scope), time_gone(scope.project)
    found = []
    for each in targets:
        key = each.indicator.counter
        if key not in counted:
            counted[key] = list(rule(key).rows(scope))
        whole = shares(counted[key], scope.project.starts_on, each.indicator.aggregation)
        whole += shares(more.get(each.indicator_id, []), scope.project.starts_on, Aggregation.SUM)
        found.append(_standing(each, _sum(whole), gone))
    return found


def _sum(found: list[Share]) -> Decimal:
    return sum((each.in_total for each in found), Decimal(0))


def _standing(target: IndicatorTarget, total: Decimal, gone: int) -> Standing:
    percent = percents(total, target.value) if target.value else None
    behind = percent is not None and percent < 100 and percent < gone * LAG
    return Standing(target.indicator, total, target.value, percent, behind)


# what a partner's own records are counted by
PARTS = (
    "challenges_published", "experiments_started", "experiments_finished", "experiments_adopted",
    "internships_started", "theses_started", "jobs_started", "factors_published",
)  # fmt: skip


def part(scope: Scope, organisation_id: int, start: date) -> list[dict[str, Any]]:
    """By rule: how many of the organisation's own records count, since the project began and since `start`."""
    found = []
    for key in PARTS:
        own = [row for row in rule(key).rows(scope) if row.party and row.party.pk == organisation_id]
        now = sum(row.on >= start for row in own)
        found.append({"words": rule(key).words, "in_period": now, "in_total": len(own)})
    return found
