"""The course of metrics however many values they have: thinned in the database, in two statements for all of them.

Each point is a day, or so many days that a chart has room for them; the newest rows are there to be read and corrected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db import connection

from experiments.models import Measurement, Metric
from experiments.series import Point
from experiments.states import Design

MOST_POINTS = 120
MOST_ROWS = 40
KEPT_FROM, KEPT_FOR = 1000, 24 * 3600  # values, from which on the course is kept, and seconds
COUNT = 5  # its place in the first of the steps
DIGITS = 4  # of a mean that nobody measured as such

# One row for each step of the own group's course, and one (step 0) for its newest day with what is said of the whole.
SQL = """
WITH daily AS MATERIALIZED (
  SELECT v.metric_id, v.arm, v.measured_on, count(*) AS n, sum(v.value) AS total, sum(COALESCE(v.out_of, 1)) AS whole,
    min(v.value) AS low, max(v.value) AS high
  FROM experiments_measurement v WHERE v.metric_id = ANY(%s) AND v.is_current GROUP BY 1, 2, 3),
own AS MATERIALIZED (
  SELECT d.*, min(d.measured_on) OVER mine AS first,
    CASE WHEN count(*) OVER mine <= %s THEN 1
      ELSE ceil((max(d.measured_on) OVER mine - min(d.measured_on) OVER mine + 1) / %s::numeric)::int END AS step
  FROM daily d WHERE d.arm = 'own' WINDOW mine AS (PARTITION BY d.metric_id)),
every AS (SELECT metric_id, sum(n) AS rows FROM daily GROUP BY 1),
passed AS (
  SELECT o.metric_id, count(*) AS days, max(o.measured_on) AS last FROM own o
  JOIN experiments_metric m ON m.id = o.metric_id AND m.design NOT IN ('proportions', 'counts')
  WHERE CASE m.direction WHEN 'down' THEN o.high > m."limit" ELSE o.low < m."limit" END GROUP BY 1),
newest AS (
  SELECT DISTINCT ON (o.metric_id) o.*, count(*) OVER (PARTITION BY o.metric_id) AS days FROM own o
  ORDER BY o.metric_id, o.measured_on DESC)
SELECT metric_id, step, min(measured_on), sum(n), sum(total), sum(whole), NULL::bigint, NULL::bigint, NULL::bigint, NULL::date
FROM own GROUP BY metric_id, step, (measured_on - first) / step
UNION ALL
SELECT e.metric_id, 0, o.measured_on, o.n, o.total, o.whole, e.rows, o.days, p.days, p.last
FROM every e LEFT JOIN newest o USING (metric_id) LEFT JOIN passed p USING (metric_id)
ORDER BY 1, 2, 3"""
NEWEST = """
SELECT v.*, (SELECT w.value FROM experiments_measurement w WHERE w.id = v.replaces_id) AS was
FROM unnest(%s::bigint[]) AS wanted(id) CROSS JOIN LATERAL (
  SELECT r.* FROM experiments_measurement r WHERE r.metric_id = wanted.id AND r.is_current
  ORDER BY r.measured_on DESC, r.measured_at DESC NULLS LAST, r.id DESC LIMIT %s) v"""


@dataclass(frozen=True)
class Course:
    """`step` is how many days a point stands for; `days` how many days were measured; `count` all values that stand.

    `passed` is on how many days a guardrail's limit was passed, `passed_on` the last of them.
    """

    points: list[Point] = field(default_factory=list)
    last: Point | None = None
    step: int = 1
    days: int = 0
    count: int = 0
    rows: list[Measurement] = field(default_factory=list)
    passed: int = 0
    passed_on: date | None = None


def course_of(metric: Metric) -> Course:
    return courses([metric])[metric.pk]


def courses(metrics: Iterable[Metric]) -> dict[int, Course]:
    """By the metric's key. The metrics are those that the reader may see; row security holds for their values too."""
    by_key = {metric.pk: metric for metric in metrics}
    if not by_key:
        return {}
    steps = _steps(by_key)
    newest: dict[int, list[Measurement]] = {key: [] for key in by_key}
    measured = [key for key, rows in steps.items() if rows]
    for row in Measurement.objects.raw(NEWEST, [measured, MOST_ROWS]) if measured else ():
        newest[row.metric_id].append(row)
    return {key: _course(metric, steps[key], newest[key]) for key, metric in by_key.items()}


def _steps(by_key: dict[int, Metric]) -> dict[int, list[Sequence[Any]]]:
    """What SQL says of each metric; of one with very many values as it was kept since the newest of them came."""
    found: dict[int, list[Sequence[Any]]] = {key: cache.get(_name(metric)) or [] for key, metric in by_key.items()}
    lacking = [key for key, steps in found.items() if not steps]
    if lacking:
        with connection.cursor() as cursor:
            cursor.execute(SQL, [lacking, MOST_POINTS, MOST_POINTS])
            for row in cursor.fetchall():
                found[row[0]].append(row[1:])
    for key in lacking:
        if found[key] and found[key][0][COUNT] >= KEPT_FROM:
            cache.set(_name(by_key[key]), found[key], KEPT_FOR)
    return found


def _name(metric: Metric) -> str:
    """Of what the steps depend on: every write of a value changes the version (`results.outdated`)."""
    made = int(metric.created_at.timestamp() * 1e6)  # a database made anew counts its keys from the beginning
    return f"course:{metric.pk}:{made}:{metric.values_version}:{metric.direction}:{metric.limit}:{metric.design}"


def _course(metric: Metric, steps: list[Sequence[Any]], rows: list[Measurement]) -> Course:
    if not steps:
        return Course()
    (_zero, on, n, total, whole, count, days, passed, passed_on), *found = steps
    return Course(
        points=[_point(metric, *row[1:5]) for row in found],
        last=_point(metric, on, n, total, whole) if on else None,
        step=found[0][0] if found else 1,
        days=days or 0,
        count=int(count),
        rows=rows[::-1],
        passed=passed or 0,
        passed_on=passed_on,
    )


def _point(metric: Metric, on: date, n: int, total: Decimal, whole: Decimal) -> Point:
    """In the metric's unit: the value, the mean of several, a share in per cent, or a rate."""
    if metric.has_totals:
        return Point(on, rounded((100 if metric.design == Design.PROPORTIONS else 1) * total / whole))
    return Point(on, total if n == 1 else rounded(total / n))


def rounded(value: Decimal) -> Decimal:
    """Four digits, and no fewer than stand before the comma."""
    return round(value, max(DIGITS - 1 - value.adjusted(), 0)) if value else Decimal(0)
