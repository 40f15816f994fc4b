"""What a report says, as plain values: the same document becomes a PDF, a workbook and a CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Row:
    """A source record of a figure, with what it adds to the period and to the whole."""

    record: str
    object_id: int
    title: str
    organisation: str
    business_id: str
    on: date
    in_period: Decimal
    in_total: Decimal


@dataclass(frozen=True)
class Group:
    """A group's part of a figure; None: of too few people to be shown."""

    name: str
    in_period: Decimal | None
    in_total: Decimal | None


@dataclass(frozen=True)
class Split:
    """A figure broken down; `note` says what is left out, or why there is nothing to show."""

    by: str
    groups: Sequence[Group]
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A figure: its value in the period, since the project began, and its target (None: not set)."""

    code: str
    name: str
    unit: str
    value: Decimal
    total: Decimal
    target: Decimal | None
    rows: Sequence[Row] = ()
    splits: Sequence[Split] = ()


@dataclass(frozen=True)
class Experiment:
    """An experiment of the period, with what came of it."""

    title: str
    place: str
    state: str
    decision: str
    learnings: str
    language: str = "fi"


@dataclass(frozen=True)
class Company:
    """A company counted once, with the activities it took part in."""

    name: str
    business_id: str
    place: str
    activities: str


@dataclass(frozen=True)
class Chart:
    """A drawing and the same in words."""

    title: str
    svg: str
    alt: str


@dataclass(frozen=True)
class Table:
    """Rows of texts under their heads."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Said:
    """What people wrote in a section, in one language; with a heading where a section says it in several."""

    language: str
    heading: str
    paragraphs: Sequence[str]


@dataclass(frozen=True)
class Part:
    """A section of the report in its template's order: its texts, then its data; `block` names the report's own."""

    key: str
    title: str
    block: str = ""
    texts: Sequence[Said] = ()
    table: Table | None = None
    is_needed: bool = False

    @property
    def is_empty(self) -> bool:
        """A text that is needed is not there, or nothing at all is: the document says so."""
        return (self.is_needed or not self.block) and not any(each.paragraphs for each in self.texts)


@dataclass(frozen=True)
class Document:
    language: str
    title: str
    project: str
    code: str
    fund: str
    sentence: str
    implementer: str
    partners: str
    starts_on: date
    ends_on: date
    lines: Sequence[Line]
    experiments: Sequence[Experiment] = ()
    companies: Sequence[Company] = ()
    missing: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    parts: Sequence[Part] = ()
    emblem: str = ""

    @property
    def period(self) -> str:
        return span(self.starts_on, self.ends_on)


def paragraphs_of(text: str) -> list[str]:
    """The lines that say something: what a text is in every file, and what its hash is taken of."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def span(start: date, end: date) -> str:
    """`1.7.–31.12.2026`, in the active language's order."""
    return f"{shown_date(start)}–{shown_date(end)}"


def shown_date(day: date) -> str:
    return formats.date_format(day, "j.n.Y")


def shown(value: Decimal | None) -> str:
    """`1 660` or `2,5` in the active language; a dash where there is nothing."""
    if value is None:
        return "–"
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return formats.number_format(plain, use_l10n=True, force_grouping=True)


def dashed(cells: Sequence[str]) -> list[str]:
    """A dash where there is nothing: who hears a table has to hear that a cell is empty."""
    return [each or "–" for each in cells]


def reached(line: Line) -> str:
    """How much of the target is reached, in words short enough for a table."""
    if not line.target:
        return "–"
    return _("%(percent)s %%") % {"percent": percent(line)}


def percent(line: Line) -> int:
    return percents(line.total, line.target) if line.target else 0


def percents(total: Decimal, target: Decimal) -> int:
    """Whole percents, rounded as one expects; but 99.6 % has not reached the target, and is 99."""
    share = (100 * total / target).quantize(Decimal(1), ROUND_HALF_UP)
    return 99 if share >= 100 and total < target else int(share)
