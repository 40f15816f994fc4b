"""How often each thing was asked in a month, and the minutes that makes: apps above register where to look."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import Count

from companies.effort.asked import TABLE, Asked, minutes_of
from companies.effort.functions import FEWEST_COMPANIES
from companies.effort.models import Sitting
from mint import clock
from mint.actor import Actor
from mint.isolation import context


@dataclass(frozen=True)
class Month:
    """In Finland."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.replace(day=1))

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), tzinfo=clock.LOCAL)

    @property
    def until(self) -> datetime:
        return self.next.since

    @property
    def next(self) -> "Month":
        return Month.of(self.first + timedelta(days=31))

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def word(self) -> str:
        """As it stands in an address."""
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class Times:
    """So many times a kind was asked of a company, for a project or none."""

    kind: str
    organisation_id: int
    project_id: int | None
    times: int


Rows = models.QuerySet[Any]
# (who looks, the month, one company or all of them): the rows that this actor sees
Source = Callable[[Actor, Month, int | None], Iterable[Times]]
_sources: list[Source] = []


def register_source(source: Source) -> None:
    _sources.append(source)


def counted(kind: str, rows: Rows, company: str, project: str) -> list[Times]:
    """The rows of a queryset by company and project; both are paths from the row."""
    grouped = rows.order_by().values_list(company, project).annotate(n=Count("pk"))
    return [Times(kind, organisation, of, n) for organisation, of, n in grouped]


def of_companies(rows: Rows, company: str, one: int | None) -> Rows:
    return rows.filter(**{f"{company}_id": one} if one else {f"{company}__kind": "company"})


@dataclass(frozen=True)
class Median:
    times: int
    minutes: float


def medians() -> dict[str, Median]:
    """Of everybody's sittings, by kind, where enough were measured (`functions`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, times, seconds FROM mint.effort_medians()")
        return {kind: Median(times, seconds / 60) for kind, times, seconds in cursor.fetchall()}


@dataclass(frozen=True)
class Line:
    """One thing that was asked: `each` is the median in minutes where there is one, else the estimate."""

    asked: Asked
    times: int
    median: Median | None
    spent: float | None  # minutes measured of this company

    @property
    def each(self) -> float:
        return self.median.minutes if self.median else self.asked.minutes

    @property
    def minutes(self) -> float:
        return self.each * self.times


def lines(actor: Actor, organisation_id: int, month: Month) -> list[Line]:
    """What was asked of a company in a month, in the table's order; and what is known of the rest."""
    times: dict[str, int] = defaultdict(int)
    for source in _sources:
        for row in source(actor, month, organisation_id):
            times[row.kind] += row.times
    spent, measured = _spent(actor, organisation_id, month), medians()
    return [Line(each, times[each.key], measured.get(each.key), spent.get(each.key)) for each in TABLE]


def _spent(actor: Actor, organisation_id: int, month: Month) -> dict[str, float]:
    rows = Sitting.objects.visible_to(actor).filter(organisation_id=organisation_id)
    rows = rows.filter(created_at__gte=month.since, created_at__lt=month.until)
    found = rows.order_by().values_list("kind").annotate(total=models.Sum("seconds"))
    return {kind: total / 60 for kind, total in found}


@dataclass(frozen=True)
class ProjectSum:
    """Of a project's companies together; `minutes` is None where they are too few to be told of."""

    project_id: int
    companies: int
    minutes: float | None


def sums(project_ids: Iterable[int], month: Month) -> list[ProjectSum]:
    """Read as the system: a manager sees the sum, and none of the rows. Never of fewer than three companies.

    There is one figure a project and month, no parts of it: from two parts and their sum a third could be told.
    """
    measured, wanted = medians(), frozenset(project_ids)
    minutes: dict[int, float] = defaultdict(float)
    companies: dict[int, set[int]] = defaultdict(set)
    for row in _everybodys(month):
        if row.project_id in wanted:
            minutes[row.project_id] += row.times * _each(row.kind, measured)
            companies[row.project_id].add(row.organisation_id)
    return [_sum(pk, len(companies[pk]), minutes[pk]) for pk in sorted(wanted)]


def _sum(project_id: int, companies: int, minutes: float) -> ProjectSum:
    enough = companies >= FEWEST_COMPANIES
    return ProjectSum(project_id, companies if enough else 0, minutes if enough else None)


def _everybodys(month: Month) -> list[Times]:
    actor = Actor.system("effort.sums")
    with context.system("effort.sums"):
        return [row for source in _sources for row in source(actor, month, None)]


def _each(kind: str, measured: Mapping[str, Median]) -> float:
    return measured[kind].minutes if kind in measured else minutes_of(kind)
