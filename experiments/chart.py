"""A line chart's geometry: what the template draws as SVG, in the drawing's own units and as text (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from statistics import median

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from experiments.course import Course
from experiments.findings import Finding, finding_of
from experiments.models import Measurement, Metric
from experiments.series import Point, finding
from experiments.states import Arm
from mint import clock
from mint.templating import fdate, number

LEFT, RIGHT, TOP, BOTTOM = 48, 14, 30, 28
SIZES = ((640, 296), (380, 286))  # wide, and on a phone
MOST_DOTS = 45
TICKS = 5
LEAST_POINTS = 2
GAP = 1.6  # times the usual interval
LABEL_WIDTH = 64
CHARACTER = 7
SHORT_DAY = {"en": "j M"}


@dataclass(frozen=True)
class Mark:
    """A text at a place; `anchor` is start, middle or end."""

    x: str
    y: str
    text: str = ""
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    left: int
    right: int
    floor: str
    ticks: list[Mark]
    days: list[Mark]
    lines: list[str]
    dots: list[Mark]
    target: Mark | None
    baseline: Mark | None
    limit: Mark | None
    marks: list[Mark]
    top: int
    last: Mark


@dataclass(frozen=True)
class Happening:
    """Something that a mark on the chart tells of; `pk` of an occurrence that may be removed."""

    on: date
    text: str
    pk: int | None = None


@dataclass(frozen=True)
class Row:
    """A line of the table under the chart: the change is from the baseline; `was` is what a correction replaced."""

    pk: int
    on: date
    value: Decimal
    change: str
    note: str
    arm: str = ""
    subject: str = ""
    out_of: Decimal | None = None
    at: datetime | None = None
    was: Decimal | None = None


@dataclass(frozen=True)
class Chart:
    """`count` values stand, of which `rows` are the newest; a point of the drawing is the mean of `step` days."""

    metric: Metric
    finding: str
    points: list[Point]
    wide: Drawing | None = None
    narrow: Drawing | None = None
    rows: list[Row] = field(default_factory=list)
    effect: Finding | None = None
    count: int = 0
    step: int = 1
    happenings: list[Happening] = field(default_factory=list)


def chart_of(metric: Metric, course: Course, happenings: Sequence[Happening] = ()) -> Chart:
    """The chart of one metric with its table; without a drawing while there are fewer than two values."""
    said = " ".join(
        filter(None, [finding(metric, course.last.value if course.last else None), guarded(metric, course)])
    )
    rows = [_row(metric, row) for row in course.rows]
    marks = _within(metric, course, happenings)
    wide, narrow = (
        draw(metric, course.points, *size, marks) if len(course.points) >= LEAST_POINTS else None for size in SIZES
    )
    return Chart(
        metric,
        said,
        course.points,
        wide,
        narrow,
        rows=rows,
        effect=finding_of(metric, metric.experiment),
        count=course.count,
        step=course.step,
        happenings=marks,
    )


def guarded(metric: Metric, course: Course) -> str:
    """What became of the limit that must not be passed, in words."""
    if metric.limit is None or not course.days or metric.has_totals:
        return ""
    words = {"limit": number(metric.limit), "n": course.passed, "day": fdate(course.passed_on)}
    if not course.passed:
        return _("The limit of %(limit)s has not been passed.") % words
    return (
        ngettext(
            "The limit of %(limit)s was passed on %(n)s day, %(day)s.",
            "The limit of %(limit)s was passed on %(n)s days, last on %(day)s.",
            course.passed,
        )
        % words
    )


def _within(metric: Metric, course: Course, happenings: Sequence[Happening]) -> list[Happening]:
    """The marks that fall on the drawing, by day: the experiment's own beginning and end among them."""
    experiment = metric.experiment
    own = [
        Happening(clock.day_of(moment), str(text))
        for moment, text in (
            (experiment.started_at, _("The experiment began")),
            (experiment.finished_at, _("The experiment ended")),
        )
        if moment
    ]
    if len(course.points) < LEAST_POINTS:
        return []
    first, last = course.points[0].on, course.points[-1].on
    return sorted((each for each in [*own, *happenings] if first <= each.on <= last), key=lambda each: each.on)


def _row(metric: Metric, row: Measurement) -> Row:
    arm = row.get_arm_display().split(":")[0] if row.arm != Arm.OWN else ""
    change = "–" if metric.has_totals or arm else _change(metric, row.value)
    was: Decimal | None = getattr(row, "was", None)
    return Row(row.pk, row.measured_on, row.value, change, row.note, arm, row.subject, row.out_of, row.measured_at, was)


def draw(metric: Metric, found: Sequence[Point], width: int, height: int, marks: Sequence[Happening] = ()) -> Drawing:
    scale = _Scale(metric, found, width, height)
    last = found[-1]
    return Drawing(
        width=width,
        height=height,
        left=LEFT,
        right=width - RIGHT,
        floor=scale.y(scale.low),
        ticks=[Mark(str(LEFT - 8), scale.y(value), number(value), "end") for value in scale.ticks],
        days=_days(found, scale, width),
        lines=_lines(found, scale),
        dots=[Mark(scale.x(point.on), scale.y(point.value)) for point in _dotted(found)],
        target=_level(metric.target, scale),
        baseline=_level(metric.baseline, scale),
        limit=_level(metric.limit, scale),
        marks=[Mark(scale.x(each.on), str(TOP - 8), str(n)) for n, each in enumerate(marks, start=1)],
        top=TOP - 4,
        last=_last(last, scale, width),
    )


def _dotted(found: Sequence[Point]) -> Sequence[Point]:
    """Each point has its dot while there is room for them; then the line says it, and the last point has one."""
    if len(found) <= MOST_DOTS:
        return found
    usual = _usual(found)
    alone = [
        point
        for before, point, after in zip([None, *found], found, [*found[1:], None], strict=False)
        if _breaks(before, point, usual) and _breaks(point, after, usual)
    ]
    return alone if alone and alone[-1] is found[-1] else [*alone, found[-1]]


def _usual(found: Sequence[Point]) -> float:
    return median((b.on - a.on).days for a, b in pairwise(found))


def _breaks(before: Point | None, point: Point | None, usual: float) -> bool:
    """Is there a gap between the two, or nothing on one side?"""
    return before is None or point is None or (point.on - before.on).days > GAP * usual


class _Scale:
    """From days and values to the drawing's units. Zero is on the axis unless values go below it."""

    def __init__(self, metric: Metric, found: Sequence[Point], width: int, height: int) -> None:
        levels = [level for level in (metric.baseline, metric.target, metric.limit) if level is not None]
        values = [point.value for point in found] + levels
        step = _step(max(*values, Decimal(0)) - min(*values, Decimal(0)))
        self.low = (min(*values, Decimal(0)) / step).to_integral_value("ROUND_FLOOR") * step
        self.high = max((max(*values, Decimal(0)) / step).to_integral_value("ROUND_CEILING") * step, self.low + step)
        self.ticks = [self.low + step * n for n in range(int((self.high - self.low) / step) + 1)]
        self.first, self.days = found[0].on, max((found[-1].on - found[0].on).days, 1)
        self.width, self.height = width, height

    def x(self, day: date) -> str:
        inner = self.width - LEFT - RIGHT - 2 * CHARACTER
        return f"{LEFT + CHARACTER + inner * (day - self.first).days / self.days:.1f}"

    def y(self, value: Decimal) -> str:
        inner = self.height - TOP - BOTTOM
        return f"{TOP + inner * float((self.high - value) / (self.high - self.low)):.1f}"


def _step(span: Decimal) -> Decimal:
    """A round interval, some five of which cover the span: 1, 2 or 5 times a power of ten."""
    rough = span / TICKS if span else Decimal(1)
    power = Decimal(10) ** rough.adjusted()
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough)


def _lines(found: Sequence[Point], scale: _Scale) -> list[str]:
    """One path per run of values: the line breaks where values are missing."""
    usual = _usual(found)
    runs: list[list[Point]] = [[found[0]]]
    for before, point in pairwise(found):
        if _breaks(before, point, usual):
            runs.append([])
        runs[-1].append(point)
    return ["M" + " L".join(f"{scale.x(p.on)} {scale.y(p.value)}" for p in run) for run in runs if len(run) > 1]


def _days(found: Sequence[Point], scale: _Scale, width: int) -> list[Mark]:
    """As many dates as there is room for, the last one always."""
    room = max((width - LEFT - RIGHT) // LABEL_WIDTH, 2)
    every = -(-len(found) // room)
    chosen = list(found[::-1][::every])[::-1]
    form = SHORT_DAY.get(get_language() or "", "j.n.")
    return [Mark(scale.x(p.on), str(scale.height - 8), formats.date_format(p.on, form)) for p in chosen]


def _level(value: Decimal | None, scale: _Scale) -> Mark | None:
    return None if value is None else Mark(str(LEFT + 4), scale.y(value), number(value), "start")


def _last(point: Point, scale: _Scale, width: int) -> Mark:
    """The newest value beside its dot, above it unless that is out of the drawing."""
    y = float(scale.y(point.value))
    return Mark(str(width - RIGHT), f"{y - 12 if y > TOP + 12 else y + 22:.1f}", number(point.value), "end")


def _change(metric: Metric, value: Decimal) -> str:
    if metric.baseline is None:
        return "–"
    change = value - metric.baseline
    return f"{'+' if change > 0 else ''}{number(change)}"
