"""Reading pasted or uploaded measurements: `date;value;note` by the line, each row with its own error (pure).

A heading of known words says other columns: date, value, of (the total or exposure), group, subject, note.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from experiments.series import Place, Point
from experiments.states import Arm
from mint import clock
from mint.fields import to_number
from mint.web import MoveError

MOST_ROWS = 2000
NOTE_LENGTH = 300
FINNISH = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
HOUR = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?")
SUBJECT_LENGTH = 40
COLUMNS = ("date", "value", "note")
HEADINGS = {
    "date": {
        "päivä",
        "pvm",
        "päivämäärä",
        "aika",
        "ajankohta",
        "date",
        "day",
        "time",
        "dag",
        "datum",
        "tid",
        "tidpunkt",
    },
    "value": {"arvo", "value", "värde"},
    "of": {"kaikkiaan", "yhteensä", "altistus", "of", "total", "exposure", "av", "totalt", "exponering"},
    "group": {"ryhmä", "group", "grupp"},
    "subject": {"kohde", "subject", "objekt"},
    "note": {"huomautus", "note", "anteckning"},
}


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
    heading: str = ""

    @property
    def points(self) -> list[Point]:
        return [row.point for row in self.rows if row.point]

    @property
    def errors(self) -> list[Row]:
        return [row for row in self.rows if row.error]

    @property
    def refused(self) -> str:
        """The rows that mean nothing yet, under their heading: to be corrected."""
        return "\n".join([*([self.heading] if self.heading else []), *(row.text for row in self.errors)])


def read(
    text: str,
    *,
    first: date | None,
    last: date,
    known: Collection[Place] = (),
    check: Callable[[Point], None] | None = None,
) -> Reading:
    """`first` and `last` bound the days, `known` places have a value already, `check` raises ValueError on a point.

    Finnish and ISO dates, decimal comma.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    columns: tuple[str, ...] = COLUMNS
    heading = ""
    if lines and _is_heading(lines[0][1]):
        heading = lines[0][1]
        columns, lines = _columns(heading), lines[1:]
    if len(lines) > MOST_ROWS:
        return Reading(error=_("At most 2,000 rows can be brought in at once."))
    return Reading(list(_rows(lines, columns, _Bounds(first, last, set(known), check))), heading=heading)


@dataclass(frozen=True)
class _Bounds:
    first: date | None
    last: date
    known: set[Place]
    check: Callable[[Point], None] | None


def _rows(lines: list[tuple[int, str]], columns: tuple[str, ...], bounds: _Bounds) -> Iterator[Row]:
    for number, line in lines:
        try:
            point = _point(line, columns)
            _check_place(point, bounds)
            if bounds.check:
                bounds.check(point)
        except (ValueError, MoveError) as error:
            yield Row(number, line, error=str(error))
        else:
            bounds.known.add(point.place)
            yield Row(number, line, point)


def _check_place(point: Point, bounds: _Bounds) -> None:
    day, first, last = point.on, bounds.first, bounds.last
    if day > last:
        raise ValueError(_("The day has not come yet."))
    if first and day < first:
        raise ValueError(_("The day is before the experiment began."))
    if point.place in bounds.known:
        raise ValueError(_("That day already has a value."))


def _point(line: str, columns: tuple[str, ...]) -> Point:
    cells = [cell.strip().strip('"').strip() for cell in re.split(r"[;\t]", line, maxsplit=len(columns) - 1)]
    if len(cells) < 2:
        raise ValueError(_("A row has a date and a value with a semicolon between them."))
    found = dict(zip(columns, cells, strict=False))
    note, subject, out_of = found.get("note", ""), found.get("subject", ""), found.get("of", "")
    if len(note) > NOTE_LENGTH:
        raise ValueError(_("The note is too long: 300 characters at most."))
    if len(subject) > SUBJECT_LENGTH:
        raise ValueError(_("The code of the one measured is too long: 40 characters at most."))
    (day, at), value = to_moment(found.get("date", "")), to_number(found.get("value", ""))
    total = to_number(out_of) if out_of else None
    return Point(day, value, note, _arm(found.get("group", "")), subject, total, at)


def _arm(text: str) -> Arm:
    if text.casefold().startswith(("vertailu", "kontroll", "comparison", "control", "jämför")):
        return Arm.COMPARISON
    if text and not text.casefold().startswith(("oma", "own", "egen")):
        raise ValueError(_("The group is own or comparison."))
    return Arm.OWN


def _columns(heading: str) -> tuple[str, ...]:
    """By the words of the heading, where all of them are known; else as usual."""
    cells = [cell.strip().strip('"').strip().casefold() for cell in re.split(r"[;\t]", heading)]
    found = tuple(next((name for name, words in HEADINGS.items() if cell in words), "") for cell in cells)
    return found if "" not in found and {"date", "value"} <= set(found) else COLUMNS


def to_moment(text: str) -> tuple[date, datetime | None]:
    """`24.11.2026`, or with the hour in Finland: `24.11.2026 14:30`. Raises ValueError with a sentence."""
    day_text, _space, hour = text.replace("T", " ").partition(" ")
    day = to_date(day_text)
    if not hour.strip():
        return day, None
    found = HOUR.fullmatch(hour.strip())
    try:
        parts = time.fromisoformat(_hour(found)) if found else None
    except ValueError:
        parts = None
    if parts is None:
        raise ValueError(_("Write the hour after the date as 14:30."))
    return day, datetime.combine(day, parts, tzinfo=clock.LOCAL)


def _hour(found: re.Match[str]) -> str:
    """As ISO has it."""
    hour, minute, second = found.groups(default="00")
    return f"{hour:>02}:{minute}:{second}"


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
