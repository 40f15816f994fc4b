"""Packed readings score as the engine of texts does, and say how much of a need an offer answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mint.matching.comparing import NOTHING_ASKED, Shelf, ask, shelf_of, weighting_for
from mint.matching.packing import Kind, asked_in, key_of, pack, pack_asked, unpack
from tests.vocabulary.conftest import lexicon, reader, texts

__all__ = ["lexicon", "reader", "texts"]  # fixtures

words = st.dictionaries(st.text("abcdeäö", min_size=1, max_size=6), st.sampled_from([0.5, 1.0, 2.0, 3.0]), max_size=20)
calm = settings(deadline=None, max_examples=50)


@calm
@given(words, words)
def test_what_is_packed_is_read_back(one, other):
    found = unpack(pack({Kind.WORD: one, Kind.TAG: other}))
    assert dict(iter(found)) == {
        **{key_of(Kind.WORD, word): count for word, count in one.items()},
        **{key_of(Kind.TAG, word): count for word, count in other.items()},
    }
    assert found.sizes[Kind.WORD] == sum(one.values())
    assert sorted(asked_in(pack_asked({Kind.WORD: one}))) == sorted(
        (key_of(Kind.WORD, word), weight, Kind.WORD) for word, weight in one.items()
    )


@calm
@given(words, words)
def test_shares_are_within_bounds_and_nothing_shared_is_nothing(need, offer):
    asked = ask(asked_in(pack_asked({Kind.WORD: need})), Shelf(), weighting_for("fi", "fi"))
    text, concepts = asked.shares(unpack(pack({Kind.WORD: offer})))
    assert (0 <= text <= 1, concepts) == (True, 0.0)
    assert (text > 0) == bool(need.keys() & offer.keys())
    assert NOTHING_ASKED.shares(unpack(pack({Kind.WORD: offer}))) == (0.0, 0.0)


def test_what_is_rare_among_the_offers_counts_more():
    offers = [unpack(pack({Kind.WORD: {"yleinen": 1.0, f"oma{n}": 1.0}})) for n in range(9)]
    rare = unpack(pack({Kind.WORD: {"harvinainen": 1.0, "muu": 1.0}}))
    shelf = shelf_of([*offers, rare])
    assert shelf.rarity(key_of(Kind.WORD, "harvinainen")) > shelf.rarity(key_of(Kind.WORD, "yleinen"))
    asked = ask(
        asked_in(pack_asked({Kind.WORD: {"yleinen": 1.0, "harvinainen": 1.0, "sana": 9.0}})),
        shelf,
        weighting_for("fi", "fi"),
    )
    assert asked.shares(rare)[0] > asked.shares(offers[0])[0] > 0


def readings(reader, language, text):
    read = reader.read(text, language)
    return {Kind.WORD: read.words, Kind.LETTERS: read.letters, Kind.CONCEPT: read.concepts}


def asked_of(reader, row, language):
    if row["lang"] == language:
        return readings(reader, language, row["text"])
    across = reader.read_across(row["text"], row["lang"], language)
    return {Kind.WORD: across.words, Kind.LETTERS: across.letters, Kind.CONCEPT: across.concepts}


@pytest.mark.parametrize(("asked", "answered"), [("fi", "sv"), ("fi", "en"), ("sv", "fi"), ("en", "fi")])
def test_the_pages_score_finds_the_text_of_the_same_meaning_in_another_language(texts, reader, asked, answered):
    """Of our sixty short texts: the right one of twenty is first, or nearly."""
    offers = {
        row["id"]: unpack(pack(readings(reader, answered, row["text"]))) for row in texts if row["lang"] == answered
    }
    shelf = shelf_of(offers.values())
    places = []
    for row in (row for row in texts if row["lang"] == asked):
        need = ask(asked_in(pack_asked(asked_of(reader, row, answered))), shelf, weighting_for(asked, answered))
        order = sorted(offers, key=lambda key: (-sum(need.shares(offers[key])), key))
        places.append(order.index(f"{answered}{row['id'][2:]}") + 1)
    assert sum(1 / place for place in places) / len(places) > 0.9
