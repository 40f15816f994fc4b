"""What a row adds to a figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from mint.tenancy.models import Organisation
from reports.counting.counters import CountedRow
from reports.counting.sums import shares
from reports.states import Aggregation

START = date(2026, 7, 1)


def counted(number: int, on: date, party: Organisation | None = None, amount: str = "1") -> CountedRow:
    return CountedRow("experiments.experiment", number, f"Kokeilu {number}", party, on, Decimal(amount))


def company(name: str, business_id: str = "", pk: int = 1) -> Organisation:
    return Organisation(pk=pk, name=name, business_id=business_id)


def test_a_row_before_the_period_adds_only_to_the_whole() -> None:
    rows = [counted(1, date(2026, 6, 30)), counted(2, START)]
    found = shares(rows, START, Aggregation.COUNT)
    assert [(each.row.object_id, each.in_period, each.in_total) for each in found] == [(1, 0, 1), (2, 1, 1)]


def test_amounts_are_summed() -> None:
    rows = [counted(1, START, amount="0.75"), counted(2, START, amount="1.5")]
    assert sum(each.in_period for each in shares(rows, START, Aggregation.SUM)) == Decimal("2.25")


def test_a_company_counts_once_by_its_business_id_whatever_it_is_called() -> None:
    old, new = company("Taru Oy", "9900101-0", 1), company("Tarumetalli Oy", "9900101-0", 2)
    rows = [counted(1, date(2026, 1, 1), old), counted(2, START, new), counted(3, date(2026, 9, 1), new)]
    found = shares(rows, START, Aggregation.DISTINCT)
    assert [each.in_total for each in found] == [1, 0, 0]
    assert [each.in_period for each in found] == [0, 1, 0]


def test_companies_without_a_business_id_are_told_apart() -> None:
    rows = [counted(1, START, company("A", pk=1)), counted(2, START, company("B", pk=2))]
    assert sum(each.in_total for each in shares(rows, START, Aggregation.DISTINCT)) == 2


def test_the_order_in_which_records_come_does_not_matter() -> None:
    rows = [counted(number, date(2026, 7, number + 1), company("A", "9900101-0")) for number in range(5)]
    assert shares(rows, START, Aggregation.DISTINCT) == shares(reversed(rows), START, Aggregation.DISTINCT)


def test_of_latest_values_the_last_one_counts_and_may_take_it_back() -> None:
    rows = [
        replace(counted(1, date(2026, 3, 1)), of="experiment:1"),
        replace(counted(1, date(2026, 9, 1), amount="0"), of="experiment:1"),
        replace(counted(2, START), of="experiment:2"),
    ]
    found = shares(rows, START, Aggregation.LATEST)
    assert [(each.row.object_id, each.in_period, each.in_total) for each in found] == [(1, 0, 0), (2, 1, 1), (1, 0, 0)]
