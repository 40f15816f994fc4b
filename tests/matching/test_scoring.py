"""The score is the sum of what is shown, within its bounds, whatever the order of the words."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mint.matching.reasons import lines_of
from mint.matching.scoring import (
    MOST,
    Factor,
    NeedFacts,
    OfferFacts,
    score,
    score_from_json,
)
from mint.vocabulary.dimensions import Dimension
from mint.vocabulary.themes import BY_KEY

calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
words = st.lists(
    st.sampled_from(["ruoko", "järviruoko", "ranta", "paalain", "kuljetus", "energia", "mittausdata"]), max_size=8
)
dimensions = st.frozensets(st.sampled_from(Dimension.values))
themes = st.frozensets(st.sampled_from(sorted(BY_KEY)))
days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
places = st.none() | st.integers(1, 4)
needs = st.builds(
    NeedFacts, dimensions, themes, words.map(frozenset), places, st.frozensets(st.integers(1, 4)), days, days
)
offers = st.builds(OfferFacts, dimensions, themes, words.map(frozenset), places, st.integers(0, 5), days, days)

FULL = NeedFacts(
    dimensions=frozenset({"technology"}),
    themes=frozenset({"energy"}),
    terms=frozenset({"järviruoko", "mittausdata", "lämpöpumppu"}),
    municipality_id=1,
    starts_on=date(2026, 11, 24),
    ends_on=date(2027, 1, 31),
)
ANSWER = OfferFacts(FULL.dimensions, FULL.themes, FULL.terms, 1)


@calm
@given(needs, offers)
def test_the_total_is_the_sum_of_the_reasons_and_within_a_hundred(need, offer):
    found = score(need, offer)
    assert found.total == sum(reason.points for reason in found.reasons)
    assert [reason.kind for reason in found.reasons] == list(Factor)
    assert all(0 <= reason.points <= reason.most == MOST[reason.kind] for reason in found.reasons)
    assert 0 <= found.total <= sum(MOST.values()) == 100


@calm
@given(needs, offers, words, st.randoms())
def test_the_order_of_terms_changes_nothing(need, offer, terms, chance):
    shuffled = [*terms]
    chance.shuffle(shuffled)
    one = score(replace(need, terms=frozenset(terms)), offer)
    other = score(replace(need, terms=frozenset(shuffled)), offer)
    assert one == other


@calm
@given(needs, offers)
def test_a_score_kept_with_a_match_reads_back_the_same_and_says_every_reason(need, offer):
    found = score(need, offer)
    again = score_from_json(found.as_json())
    assert (again.total, again.as_json()) == (found.total, found.as_json())
    lines = lines_of(again)
    assert [line.points for line in lines] == [reason.points for reason in found.reasons]
    assert all(line.text.strip() for line in lines)


@calm
@given(needs, offers)
def test_more_in_common_never_scores_less(need, offer):
    richer = replace(offer, dimensions=offer.dimensions | need.dimensions, terms=offer.terms | need.terms)
    assert score(need, richer).total >= score(need, offer).total


def test_what_answers_everything_scores_a_hundred():
    assert score(FULL, ANSWER).total == 100


def test_each_factor_is_lost_for_its_own_reason():
    cases = {
        Factor.NEEDS: replace(ANSWER, dimensions=frozenset({"content"})),
        Factor.THEMES: replace(ANSWER, themes=frozenset()),
        Factor.TERMS: replace(ANSWER, terms=frozenset({"muu"})),
        Factor.PLACE: replace(ANSWER, municipality_id=2),
        Factor.TIME: replace(ANSWER, capacity=0),
    }
    for factor, offer in cases.items():
        lost = [reason.kind for reason in score(FULL, offer).reasons if not reason.met]
        assert lost == [factor]


def test_a_neighbour_and_one_who_serves_everywhere_get_part_of_the_points():
    near = score(replace(FULL, near=frozenset({2})), replace(ANSWER, municipality_id=2))
    anywhere = score(FULL, replace(ANSWER, municipality_id=None))
    assert (near.total, anywhere.total) == (94, 94)


def test_an_offer_that_ended_before_or_begins_long_after_has_no_time():
    ended = score(FULL, replace(ANSWER, available_until=date(2026, 11, 23)))
    later = score(FULL, replace(ANSWER, available_from=date(2027, 9, 1)))
    soon = score(FULL, replace(ANSWER, available_from=date(2027, 2, 1)))
    assert (ended.total, later.total, soon.total) == (90, 90, 100)
