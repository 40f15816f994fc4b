"""Drawings and the words that say the same; the emblem's geometry."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from reports.documents import charts, emblem
from reports.documents.document import Line, Row, percents, shown


def line(total: str, target: str | None, days: tuple[date, ...] = ()) -> Line:
    rows = [Row("x.y", 1, "R", "", "", day, Decimal(1), Decimal(1)) for day in days]
    wanted = None if target is None else Decimal(target)
    return Line("MINT02", "Kokeilut & <muut>", "kpl", Decimal(0), Decimal(total), wanted, rows)


def test_bars_are_as_long_as_what_is_reached_and_no_longer() -> None:
    chart = charts.targets([line("1", "4"), line("9", "3"), line("5", None)])
    assert chart is not None
    tree = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    bars = [each.get("width") for each in tree.iter("{http://www.w3.org/2000/svg}rect")]
    assert bars == ["360", "90", "360", "360"]


def test_a_chart_says_in_words_what_it_draws() -> None:
    with override("en"):
        chart = charts.targets([line("1", "4")])
    assert chart is not None
    assert chart.alt == "Kokeilut & <muut>: 1 of 4"


def test_without_targets_there_is_nothing_to_draw() -> None:
    assert charts.targets([line("5", None)]) is None


def test_columns_count_by_quarter_with_the_empty_ones() -> None:
    days = (date(2025, 1, 5), date(2025, 3, 31), date(2025, 10, 1))
    with override("en"):
        chart = charts.growth(line("3", None, days), date(2025, 1, 1), date(2025, 12, 31))
    assert chart is not None
    assert chart.alt == "Q1/2025: 2, Q2/2025: 0, Q3/2025: 0, Q4/2025: 1"
    ET.fromstring(chart.svg)  # noqa: S314 - our own drawing


def test_one_row_makes_no_columns() -> None:
    assert charts.growth(line("1", None, (date(2025, 1, 5),)), date(2025, 1, 1), date(2025, 12, 31)) is None


def test_numbers_are_written_as_the_language_does() -> None:
    with override("fi"):
        assert (shown(Decimal("1660.50")), shown(None)) == ("1\xa0660,5", "–")
    with override("en"):
        assert shown(Decimal("1660.50")) == "1,660.5"


def test_the_emblem_has_twelve_upright_stars_on_three_by_two() -> None:
    svg = emblem.svg()
    assert 'viewBox="0 0 54 36"' in svg
    stars = re.findall(r"M([\d.]+) ([\d.]+)L", svg)
    assert len(stars) == 12
    assert stars[0] == ("27.000", "4.000")


@pytest.mark.parametrize(
    ("total", "target", "percent"), [(8, 12, 67), (1, 6, 17), (10, 16, 63), (996, 1000, 99), (3, 3, 100), (5, 2, 250)]
)
def test_percents_are_rounded_but_a_target_is_reached_only_when_it_is(total, target, percent):
    assert percents(Decimal(total), Decimal(target)) == percent
