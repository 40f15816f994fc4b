"""The score is the sum of what is shown, within its bounds, whatever the order of the words and whatever the weights."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mint.matching.reasons import lines_of
from mint.matching.scoring import (
    FIRST_WEIGHTS,
    Factor,
    NeedFacts,
    OfferFacts,
    Weights,
    score,
    score_from_json,
    total_of,
)
from mint.vocabulary.dimensions import Dimension
from mint.vocabulary.themes import BY_KEY

calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
words = st.lists(
    st.sampled_from(["ruoko", "järviruoko", "ranta", "paalain", "kuljetus", "energia", "mittausdata"]), max_size=8
).map(frozenset)
dimensions = st.frozensets(st.sampled_from(Dimension.values))
themes = st.frozensets(st.sampled_from(sorted(BY_KEY)))
days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
places = st.none() | st.integers(1, 4)
shares = st.floats(0, 1)
needs = st.builds(
    NeedFacts,
    dimensions=dimensions,
    themes=themes,
    terms=words,
    municipality_id=places,
    steps=st.dictionaries(st.integers(1, 4), st.integers(1, 2)),
    starts_on=days,
    ends_on=days,
    concepts=st.frozensets(st.sampled_from(["topic:heat-pump", "yso:p1"])),
)
offers = st.builds(
    OfferFacts,
    dimensions=dimensions,
    themes=themes,
    terms=words,
    municipality_id=places,
    capacity=st.integers(0, 5),
    available_from=days,
    available_until=days,
    concepts=st.frozensets(st.sampled_from(["topic:heat-pump", "yso:p1"])),
    text=shares,
    meaning=shares,
    realised=st.integers(0, 9),
    first_elsewhere=st.integers(0, 9),
    place_in_list=st.integers(0, 3),
)


@st.composite
def weights(draw):
    """Any eight numbers that are a hundred together."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=7, max_size=7)))
    parts = [end - start for start, end in zip([0, *cuts], [*cuts, 100], strict=True)]
    return Weights(dict(zip(Factor, parts, strict=True)))


FULL = NeedFacts(
    dimensions=frozenset({"technology"}),
    themes=frozenset({"energy"}),
    terms=frozenset({"järviruoko", "mittausdata", "lämpöpumppu"}),
    municipality_id=1,
    starts_on=date(2026, 11, 24),
    ends_on=date(2027, 1, 31),
)
ANSWER = OfferFacts(FULL.dimensions, FULL.themes, FULL.terms, 1, text=1, meaning=1, realised=2)


def lost(offer, need=FULL):
    return {
        reason.kind: reason.most - reason.points for reason in score(need, offer).reasons if reason.points < reason.most
    }


@calm
@given(needs, offers, weights())
def test_the_total_is_the_sum_of_the_reasons_and_within_a_hundred(need, offer, given_weights):
    found = score(need, offer, given_weights)
    assert found.total == sum(reason.points for reason in found.reasons) == total_of(need, offer, given_weights)
    assert [reason.kind for reason in found.reasons] == list(Factor)
    assert all(0 <= reason.points <= reason.most == given_weights.points[reason.kind] for reason in found.reasons)
    assert 0 <= found.total <= sum(given_weights.points.values()) == 100


@calm
@given(needs, offers, weights())
def test_a_score_kept_with_a_match_reads_back_the_same_and_says_every_reason_in_three_languages(
    need, offer, given_weights
):
    found = score(need, offer, given_weights)
    again = score_from_json(found.as_json())
    assert (again.total, again.as_json()) == (found.total, found.as_json())
    for language in ("fi", "sv", "en"):
        with override(language):
            lines = lines_of(again)
        assert [line.points for line in lines] == [reason.points for reason in found.reasons]
        assert all(line.text.strip() for line in lines)


@calm
@given(needs, offers)
def test_more_in_common_never_scores_less(need, offer):
    richer = replace(offer, dimensions=offer.dimensions | need.dimensions, text=1.0, realised=offer.realised + 1)
    assert score(need, richer).total >= score(need, offer).total


def test_what_answers_everything_scores_a_hundred():
    assert score(FULL, ANSWER).total == 100


def test_each_factor_is_lost_for_its_own_reason():
    cases = {
        Factor.NEEDS: replace(ANSWER, dimensions=frozenset({"content"})),
        Factor.THEMES: replace(ANSWER, themes=frozenset()),
        Factor.TEXT: replace(ANSWER, text=0),
        Factor.CONCEPTS: replace(ANSWER, meaning=0),
        Factor.PLACE: replace(ANSWER, municipality_id=2),
        Factor.TIME: replace(ANSWER, capacity=0),
        Factor.DIVERSITY: replace(ANSWER, first_elsewhere=4),
    }
    for factor, offer in cases.items():
        assert lost(offer) == {factor: FIRST_WEIGHTS.points[factor]}


def test_a_newcomer_gets_the_middle_and_every_realised_cooperation_adds():
    points = [
        score(FULL, replace(ANSWER, realised=n)).reasons[list(Factor).index(Factor.RECORD)].points for n in range(4)
    ]
    assert points == [3, 4, 5, 5]


def test_the_further_the_fewer_points_and_the_whole_region_is_as_a_neighbour():
    need = replace(FULL, steps={2: 1, 3: 2})
    found = {
        place: lost(replace(ANSWER, municipality_id=place), need).get(Factor.PLACE, 0) for place in (1, 2, 3, 4, None)
    }
    assert found == {1: 0, 2: 4, 3: 7, 4: 10, None: 4}


def test_a_partners_next_offer_loses_points_for_it_and_the_third_all_of_them():
    found = [lost(replace(ANSWER, place_in_list=place)).get(Factor.DIVERSITY, 0) for place in range(4)]
    assert found == [0, 3, 5, 5]


def test_an_offer_that_ended_before_or_begins_long_after_has_no_time():
    ended = replace(ANSWER, available_until=date(2026, 11, 23))
    later = replace(ANSWER, available_from=date(2027, 9, 1))
    soon = replace(ANSWER, available_from=date(2027, 2, 1))
    assert [lost(offer) for offer in (ended, later, soon)] == [{Factor.TIME: 10}, {Factor.TIME: 10}, {}]


@pytest.mark.parametrize("points", [{}, dict.fromkeys(Factor, 12), {**dict.fromkeys(Factor, 15), Factor.TEXT: -5}])
def test_weights_that_are_not_a_hundred_are_refused(points):
    with pytest.raises(ValueError, match="a hundred"):
        Weights(points)


def test_a_score_from_before_the_weights_is_still_read():
    old = [
        {"kind": "needs", "points": 30, "most": 30, "data": {"keys": ["technology"]}},
        {"kind": "terms", "points": 8, "most": 25, "data": {"terms": [], "concepts": ["topic:heat-pump"]}},
        {"kind": "place", "points": 9, "most": 15, "data": {"where": "near"}},
    ]
    found = score_from_json(old)
    with override("fi"):
        lines = lines_of(found)
    assert (found.total, len(lines)) == (47, 3)
    assert "lämpöpumppu" in lines[1].text
