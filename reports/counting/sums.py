"""From counted rows to figures: what a row adds to the period and to the whole. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.counting.counters import CountedRow
from reports.states import Aggregation

NOTHING, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Share:
    """A row with what it adds; a figure is the sum of these."""

    row: CountedRow
    in_period: Decimal
    in_total: Decimal


def shares(rows: Iterable[CountedRow], start: date, aggregation: str) -> list[Share]:
    """In the order of days. A company counts in the period once and in the whole once, whatever it took part in.

    Of latest values the last one of each counts: the last of the period in the period, the last of all in the whole.
    """
    ordered = sorted(rows, key=lambda each: (each.on, each.record, each.object_id, each.key))
    if aggregation == Aggregation.DISTINCT:
        return _once(ordered, start)
    if aggregation == Aggregation.LATEST:
        return _last(ordered, start)
    amounts = ((each, ONE if aggregation == Aggregation.COUNT else each.amount) for each in ordered)
    return [_share(each, amount, start) for each, amount in amounts]


def _share(row: CountedRow, amount: Decimal, start: date) -> Share:
    return Share(row, amount if row.on >= start else NOTHING, NOTHING if row.is_carried else amount)


def _once(rows: Iterable[CountedRow], start: date) -> list[Share]:
    in_period: set[str] = set()
    in_total: set[str] = set()
    found = []
    for each in rows:
        new = each.on >= start and each.key not in in_period
        found.append(Share(each, ONE if new else NOTHING, NOTHING if each.key in in_total else ONE))
        in_total.add(each.key)
        if new:
            in_period.add(each.key)
    return found


def _last(rows: list[CountedRow], start: date) -> list[Share]:
    last = {each.key: number for number, each in enumerate(rows)}
    shares = []
    for number, each in enumerate(rows):
        amount = each.amount if last[each.key] == number else NOTHING
        shares.append(Share(each, amount if each.on >= start else NOTHING, amount))
    return shares
