"""What must be so for any numbers."""

import math

import pytest
import scipy.special  # noqa: F401  # takes a second, which is not the first example's
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from experiments.effects.computing import Sample, effect_of
from experiments.effects.estimates import Design, RefusedError
from experiments.effects.judging import Outcome, outcome
from experiments.effects.rates import Rate
from experiments.effects.sentences import sentences
from experiments.effects.shares import Share
from experiments.effects.sizing import CannotSizeError, Wanted, needed

steady = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine too
number = st.floats(-1000, 1000).map(lambda x: round(x, 3))
group = st.lists(number, min_size=2, max_size=30)
share = st.integers(1, 200).flatmap(lambda n: st.integers(0, n).map(lambda x: Share(x, n)))
rate = st.builds(Rate, st.integers(1, 500), st.floats(0.5, 1e5))
TWO = st.sampled_from([Design.BEFORE_AFTER, Design.COMPARISON])


def two(design, before, after):
    if design == Design.COMPARISON:
        return effect_of(Sample(design, after=after, comparison_after=before))
    return effect_of(Sample(design, before, after))


def of(design, before, after):
    """Or a case that is not asked about: values that do not vary."""
    try:
        return two(design, before, after)
    except RefusedError:
        assume(False)
        raise


def near(value):
    return pytest.approx(value, rel=1e-7, abs=1e-7)


@steady
@given(TWO, group, group)
def test_turning_the_groups_round_turns_the_sign(design, before, after):
    one, other = of(design, before, after), of(design, after, before)

    assert (one.estimate, one.low, one.high) == near((-other.estimate, -other.high, -other.low))
    assert one.size == near(-other.size)


@steady
@given(TWO, group, group, st.floats(0.01, 100))
def test_another_unit_scales_the_estimate_and_leaves_the_standardised_effect(design, before, after, times):
    one = of(design, before, after)
    assume(one.high - one.low > 1e-3)
    other = of(design, [x * times for x in before], [x * times for x in after])

    assert (other.estimate, other.low, other.high) == pytest.approx(
        tuple(times * x for x in (one.estimate, one.low, one.high)), rel=1e-6, abs=1e-6 * times
    )
    assert other.size == pytest.approx(one.size, rel=1e-6, abs=1e-6)


@steady
@given(group, group, number)
def test_moving_both_groups_changes_nothing(before, after, by):
    one = of(Design.BEFORE_AFTER, before, after)
    assume(one.high - one.low > 1e-3)
    other = of(Design.BEFORE_AFTER, [x + by for x in before], [x + by for x in after])

    assert (one.estimate, one.low, one.high) == pytest.approx(
        (other.estimate, other.low, other.high), rel=1e-6, abs=1e-6
    )


@steady
@given(group, group, group)
def test_a_comparison_group_that_does_not_change_leaves_the_change(before, after, comparison):
    assume(len(set(comparison)) > 1)
    change = of(Design.BEFORE_AFTER, before, after)
    beyond = effect_of(Sample(Design.DID, before, after, comparison, comparison))

    assert beyond.estimate == near(change.estimate)
    assert beyond.high - beyond.low > 0


@steady
@given(group, st.data())
def test_the_order_of_pairs_does_not_matter_and_gaps_are_left_out(before, data):
    after = data.draw(st.lists(number, min_size=len(before), max_size=len(before)))
    assume(len({round(a - b, 6) for a, b in zip(after, before, strict=True)}) > 1)
    one = effect_of(Sample(Design.PAIRED, before, after))
    other = effect_of(Sample(Design.PAIRED, [*before[::-1], None, 3.0], [*after[::-1], 5.0, None]))

    assert (one.estimate, one.low, one.high) == near((other.estimate, other.low, other.high))
    assert other.n["missing"] == 2


@steady
@given(share, share)
def test_shares_turn_round_and_hold_their_estimate(before, after):
    one = effect_of(Sample(Design.PROPORTIONS, before, after))
    other = effect_of(Sample(Design.PROPORTIONS, after, before))
    failures = effect_of(
        Sample(
            Design.PROPORTIONS,
            Share(before.total - before.successes, before.total),
            Share(after.total - after.successes, after.total),
        )
    )

    assert -1 <= one.low <= one.estimate <= one.high <= 1
    assert (one.low, one.high) == near((-other.high, -other.low))
    assert (one.low, one.high) == near((-failures.high, -failures.low))


@steady
@given(rate, rate, st.floats(0.01, 100))
def test_rates_turn_round_to_their_inverse_whatever_the_exposure_is_counted_in(before, after, times):
    one = effect_of(Sample(Design.COUNTS, before, after))
    other = effect_of(Sample(Design.COUNTS, after, before))
    scaled = effect_of(
        Sample(Design.COUNTS, Rate(before.count, before.exposure * times), Rate(after.count, after.exposure * times))
    )

    assert 0 < one.low <= one.estimate <= one.high < math.inf
    assert (one.low, one.estimate) == pytest.approx((1 / other.high, 1 / other.estimate), rel=1e-6)
    assert (one.low, one.estimate, one.high) == pytest.approx((scaled.low, scaled.estimate, scaled.high), rel=1e-6)


@steady
@given(st.lists(number, min_size=12, max_size=30), st.floats(-50, 50), st.floats(0.1, 10))
def test_a_trend_through_the_whole_series_is_not_a_change(values, slope, times):
    at = len(values) // 2
    assume(len(set(values)) > 4)
    one = effect_of(Sample(Design.ITS, values[:at], values[at:]))
    bent = [times * (value + slope * place) for place, value in enumerate(values)]
    other = effect_of(Sample(Design.ITS, bent[:at], bent[at:]))

    assert other.estimate == pytest.approx(times * one.estimate, rel=1e-5, abs=1e-4)
    assert other.high - other.low == pytest.approx(times * (one.high - one.low), rel=1e-4, abs=1e-4)


@steady
@given(group, group, st.floats(0, 500))
def test_the_wanted_direction_turns_with_the_sign(before, after, smallest):
    up = outcome(of(Design.BEFORE_AFTER, before, after), direction="up", smallest=smallest)
    down = outcome(of(Design.BEFORE_AFTER, after, before), direction="down", smallest=smallest)

    assert up == down


@steady
@given(group, group, st.floats(0, 500), st.floats(0, 500))
def test_a_larger_wish_is_never_easier_to_support(before, after, one, other):
    effect = of(Design.BEFORE_AFTER, before, after)
    order = [Outcome.NOT_SUPPORTED, Outcome.INCONCLUSIVE, Outcome.SUPPORTED]
    small, large = (order.index(outcome(effect, direction="up", smallest=x)) for x in sorted((one, other)))

    assert large <= small


@steady
@given(
    st.sampled_from([Design.BEFORE_AFTER, Design.PAIRED, Design.DID, Design.ITS]),
    st.floats(0.1, 50),
    st.floats(0.5, 50),
)
def test_a_smaller_change_needs_more_observations(design, smallest, spread):
    small, large = (_needed(Wanted(design, d, "up", spread=spread)) for d in (smallest, 2 * smallest))

    assert small >= large


def _needed(wanted):
    """More than there can be is the most."""
    try:
        return needed(wanted)
    except CannotSizeError as why:
        if str(why) != "many":
            raise
        return math.inf


@steady
@given(TWO, group, group, st.sampled_from(["min", "%", "henkilöt", "kW", ""]))
def test_there_is_a_sentence_in_every_language(design, before, after, unit):
    found = sentences(of(design, before, after), name="odotusaika", unit=unit)

    assert list(found) == ["fi", "sv", "en"]
    assert all(text.startswith("Odotusaika") and text.endswith(".") for text in found.values())
