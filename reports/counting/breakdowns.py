"""A figure broken down: by size class, municipality or industry. Where a small cell may be somebody, it is not shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from companies.states import Size
from mint.places.models import Industry, Municipality
from reports.models import Figure, FigureRow
from reports.states import OF_PEOPLE, Breakdown, Unit

LEAST = 5  # people: fewer may be recognised
FIELDS = {Breakdown.SIZE: "size", Breakdown.MUNICIPALITY: "municipality_id", Breakdown.INDUSTRY: "industry_id"}
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Cell:
    """A group's part of the figure, with how many people or records are behind it; None: too few to be shown."""

    name: str
    in_period: Decimal | None
    in_total: Decimal | None


@dataclass(frozen=True)
class Table:
    """`note` says what is left out, or why there is nothing to show."""

    title: str
    cells: list[Cell]
    note: str = ""


Found = tuple[Any, Decimal, Decimal, int, int]  # the group's key, its parts of period and total, rows behind either


def tables(figure: Figure, rows: "Iterable[FigureRow] | Any") -> list[Table]:
    """As the figure's definition asks; `rows` is the queryset of its rows that the reader may see."""
    return broken_down([figure], rows)[figure.pk]


def broken_down(figures: Sequence[Figure], rows: Any) -> dict[int, list[Table]]:
    """By figure its tables, with a statement or two for each kind however many figures; `rows` as above, of all of them."""
    wanted = {
        each.pk: [Breakdown(kind) for kind in each.definition.breakdowns] if each.definition else [] for each in figures
    }
    kinds = {kind for found in wanted.values() for kind in found} & FIELDS.keys()
    found = {kind: _grouped(kind, rows) for kind in kinds}
    names = {kind: _names(kind) for kind in kinds}
    return {
        each.pk: [_table(kind, each, found.get(kind, {}), names.get(kind, {})) for kind in wanted[each.pk]]
        for each in figures
    }


def _grouped(kind: Breakdown, rows: Any) -> Mapping[int, list[Found]]:
    sums = {"period": Sum("in_period"), "total": Sum("in_total")}
    counts = {"n_period": Count("pk", filter=Q(in_period__gt=0)), "n_total": Count("pk", filter=Q(in_total__gt=0))}
    found: dict[int, list[Found]] = defaultdict(list)
    for figure, *group in rows.order_by().values_list("figure_id", FIELDS[kind]).annotate(**sums, **counts):
        found[figure].append(tuple(group))
    return found


def _table(kind: Breakdown, figure: Figure, found: Mapping[int, list[Found]], names: Mapping[Any, str]) -> Table:
    if kind == Breakdown.GENDER:
        return Table(str(kind.label), [], _("MINT keeps nobody's gender, so it cannot be broken down by it."))
    of_people = figure.unit in OF_PEOPLE
    named = (
        (names.get(key) or _("Not known"), period, total, n, m) for key, period, total, n, m in found.get(figure.pk, [])
    )
    groups = sorted(named, key=lambda each: (-each[2], each[0]))
    by_value = figure.unit == Unit.PEOPLE
    periods = shown([(value, value if by_value else n) for _name, value, _t, n, _m in groups], of_people=of_people)
    totals = shown([(value, value if by_value else n) for _name, _p, value, _n, n in groups], of_people=of_people)
    cells = [Cell(group[0], *pair) for group, *pair in zip(groups, periods, totals, strict=True)]
    return Table(str(kind.label), *_noted(cells))


def _noted(cells: list[Cell]) -> tuple[list[Cell], str]:
    if all(each.in_total is None for each in cells) and cells:
        return [], _("Too few people to be broken down: somebody could be recognised.")
    if any(None in {each.in_period, each.in_total} for each in cells):
        return cells, _("Groups of fewer than five people are not shown, nor another one that would tell them.")
    return cells, ""


def shown(column: list[tuple[Decimal, Decimal | int]], *, of_people: bool) -> list[Decimal | None]:
    """The values with those taken out that are of too few people: (value, how many people) of each.

    Where one alone is taken out, the next smallest goes with it: else the sum would tell it.
    """
    if not of_people:
        return [value for value, _n in column]
    small = {place for place, (value, n) in enumerate(column) if value and n < LEAST}
    rest = sorted((n, place) for place, (value, n) in enumerate(column) if value and place not in small)
    hidden = sum((column[place][1] for place in small), NOTHING)
    if small and rest and (len(small) == 1 or hidden < LEAST):
        small.add(rest[0][1])
    return [None if place in small else value for place, (value, _n) in enumerate(column)]


def _names(kind: Breakdown) -> dict[Any, str]:
    if kind == Breakdown.SIZE:
        return {size.value: str(size.label) for size in Size}
    model = Municipality if kind == Breakdown.MUNICIPALITY else Industry
    return {each.pk: each.name for each in model._default_manager.all()}
