"""Reading pasted or uploaded measurements: `date;value;note` by the line, each row with its own error (pure)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from experiments.series import Point
from mint.fields import to_number

MOST_ROWS = 2000
NOTE_LENGTH = 300
FINNISH = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True)
class Row:
    """One line as it was given, and the point it means or why it means none."""

    line: int
    text: str
    point: Point | None = None
    error: str = ""


@dataclass(frozen=True)
class Reading:
    rows: list[Row] = field(default_factory=list)
    error: str = ""

    @property
    def points(self) -> list[Point]:
        return [row.point for row in self.rows if row.point]

    @property
    def errors(self) -> list[Row]:
        return [row for row in self.rows if row.error]


def read(text: str, *, first: date | None, last: date, known: Collection[date] = ()) -> Reading:
    """`first` and `last` bound the days, `known` days have a value already. Finnish and ISO dates, decimal comma."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if lines and _is_heading(lines[0][1]):
        lines = lines[1:]
    if len(lines) > MOST_ROWS:
        return Reading(error=_("At most 2,000 rows can be brought in at once."))
    return Reading(list(_rows(lines, first, last, set(known))))


def _rows(lines: list[tuple[int, str]], first: date | None, last: date, known: set[date]) -> Iterator[Row]:
    for number, line in lines:
        try:
            point = _point(line)
            _check_day(point.on, first, last, known)
        except ValueError as error:
            yield Row(number, line[:80], error=str(error))
        else:
            known.add(point.on)
            yield Row(number, line[:80], point)


def _check_day(day: date, first: date | None, last: date, known: set[date]) -> None:
    if day > last:
        raise ValueError(_("The day has not come yet."))
    if first and day < first:
        raise ValueError(_("The day is before the experiment began."))
    if day in known:
        raise ValueError(_("That day already has a value."))


def _point(line: str) -> Point:
    cells = [cell.strip().strip('"').strip() for cell in re.split(r"[;\t]", line, maxsplit=2)]
    if len(cells) < 2:
        raise ValueError(_("A row has a date and a value with a semicolon between them."))
    note = cells[2] if len(cells) > 2 else ""
    if len(note) > NOTE_LENGTH:
        raise ValueError(_("The note is too long: 300 characters at most."))
    return Point(to_date(cells[0]), to_number(cells[1]), note)


def to_date(text: str) -> date:
    """`24.11.2026` or `2026-11-24`. Raises ValueError with a sentence."""
    if found := FINNISH.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise ValueError(_("Write the date as 24.11.2026 or 2026-11-24."))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(_("There is no such day.")) from error


def _is_heading(line: str) -> bool:
    """Letters where the date would be, and no digits at all."""
    return bool(re.match(r"\s*\"?[^\W\d_]", line)) and not any(letter.isdigit() for letter in line)
