"""Sharing out the proposals: enough evaluators each, fair work, nothing barred, the same again from the same seed."""

from collections import Counter
from itertools import chain, combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.evaluation.balancing import allocate


@st.composite
def calls(draw, most_proposals=9, most_people=7):
    proposals = list(range(1, draw(st.integers(1, most_proposals)) + 1))
    people = list(range(101, 101 + draw(st.integers(1, most_people))))
    pairs = list(product(proposals, people))
    barred = set(draw(st.lists(st.sampled_from(pairs), max_size=len(pairs) // 2, unique=True)))
    kept = set(draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True))) - barred
    return proposals, people, barred, kept, draw(st.integers(1, 4)), draw(st.integers(0, 2**31))


def loads_of(pairs, people):
    counted = Counter(person for _, person in pairs)
    return [counted[person] for person in people]


@given(calls())
@settings(deadline=None, max_examples=300)
def test_each_proposal_gets_what_can_be_found_and_nothing_barred(call):
    proposals, people, barred, kept, each, seed = call
    found = allocate(proposals, people, each=each, seed=seed, barred=barred, kept=kept)
    assert found.added & (barred | kept) == set()
    given_to = Counter(proposal for proposal, _ in found.added | kept)
    for proposal in proposals:
        free = sum((proposal, person) not in barred for person in people)
        before = sum(pair[0] == proposal for pair in kept)
        assert given_to[proposal] == max(before, min(each, free))
        assert found.short.get(proposal, 0) == max(0, each - free)


@given(calls())
@settings(deadline=None, max_examples=300)
def test_without_ties_the_loads_differ_by_one_at_most(call):
    proposals, people, _, _, each, seed = call
    found = allocate(proposals, people, each=each, seed=seed)
    loads = loads_of(found.added, people)
    assert max(loads) - min(loads) <= 1


@given(calls(most_proposals=4, most_people=4))
@settings(deadline=None, max_examples=150)
def test_with_ties_no_other_allocation_is_fairer(call):
    """Against every allocation there is: none has a smaller sum of squared loads."""
    proposals, people, barred, _, each, seed = call
    found = allocate(proposals, people, each=each, seed=seed, barred=barred)
    choices = []
    for proposal in proposals:
        free = [person for person in people if (proposal, person) not in barred]
        choices.append([[(proposal, p) for p in group] for group in combinations(free, min(each, len(free)))])
    fairest = min(sum(n * n for n in loads_of(chain(*groups), people)) for groups in product(*choices))
    assert sum(n * n for n in loads_of(found.added, people)) == fairest


@given(calls())
@settings(deadline=None, max_examples=100)
def test_the_same_seed_gives_the_same_allocation(call):
    proposals, people, barred, kept, each, seed = call
    first = allocate(proposals, people, each=each, seed=seed, barred=barred, kept=kept)
    again = allocate(proposals[::-1], people[::-1], each=each, seed=seed, barred=list(barred), kept=list(kept))
    assert first == again


def test_another_seed_may_give_another():
    given_out = {allocate(range(6), range(10, 14), each=2, seed=seed).added for seed in range(5)}
    assert len(given_out) > 1


def test_nothing_to_share_is_no_work():
    assert allocate([], [1, 2], each=2, seed=1).added == frozenset()
    assert allocate([1], [], each=2, seed=1).short == {1: 2}
