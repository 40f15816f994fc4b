"""Medians, quartiles and disagreement; a sum that is the sum of its parts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.evaluation.points import Part, most, total
from challenges.evaluation.spread import disagreed, disagrees, spread_of


@pytest.mark.parametrize(
    ("points", "said"),
    [([4], False), ([4, 2], False), ([5, 2], True), ([1, 1, 3, 3], True), ([2, 3, 3, 4], False), ([], False)],
)
def test_disagreement_is_three_points_apart_or_two_between_the_quartiles(points, said):
    assert disagrees(points) is said


def test_the_criteria_in_dispute_are_named():
    assert disagreed({1: [5, 1], 2: [3, 3], 3: [0, 3]}) == [1, 3]


def test_a_spread_of_four():
    spread = spread_of([Decimal(40), Decimal(60), Decimal(70), Decimal(90)])
    assert (spread.count, spread.median, spread.least, spread.most) == (4, Decimal(65), Decimal(40), Decimal(90))
    assert (spread.low_quartile, spread.high_quartile) == (Decimal(55), Decimal(75))
    assert (spread.range, spread.between_quartiles) == (Decimal(50), Decimal(20))


def test_nobody_has_scored_and_one_has():
    assert spread_of([]) is None
    one = spread_of([Decimal("33.5")])
    assert (one.median, one.range, one.between_quartiles) == (Decimal("33.5"), 0, 0)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_the_quartiles_lie_in_order(points):
    spread = spread_of(points)
    assert spread.least <= spread.low_quartile <= spread.median <= spread.high_quartile <= spread.most


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 5)), max_size=8))
def test_the_sum_is_the_sum_of_what_is_shown(values):
    parts = [Part(weight, points) for weight, points in values]
    assert total(parts) == sum((Decimal(f"{part.value:.1f}") for part in parts), Decimal(0))


def test_full_points_give_the_whole_weight():
    parts = [Part(30, 5), Part(25, 5), Part(15, 5), Part(15, 5), Part(10, 5), Part(5, 5)]
    assert (total(parts), most(parts)) == (Decimal(100), 100)
    assert (Part(30, 4).value, Part(30, None).value) == (Decimal(24), Decimal(0))
