"""What a text suggests: in three languages, few, the telling ones, each with its words."""

import pytest

from challenges.tagging.suggesting import BODY, MOST, TITLE, Common, found_in, ranked
from mint.vocabulary.builtin import entries
from mint.vocabulary.naming import lexicon_from


@pytest.fixture(scope="module")
def lexicon():
    return lexicon_from(entries())


def suggested(lexicon, title, body, language, **more):
    return ranked(
        found_in([(TITLE, title), (BODY, body)], language, lexicon), lexicon, more.pop("common", Common()), **more
    )


TEXTS = {
    "fi": (
        "Muovijätteen kierrätys",
        "Keräämme maatiloilta muovia. Kierrätys on kallista. Haastattelimme viittä maatilaa.",
    ),
    "sv": ("Återvinning av plast", "Vi samlar in plast från gårdar. Återvinning är dyrt. En enkät gjordes i våras."),
    "en": (
        "Recycling of plastic",
        "We collect plastic from farms. Recycling is expensive. A survey was made in spring.",
    ),
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_suggests_its_concepts_and_its_theme_in_each_language(lexicon, language):
    found = [row.concept for row in suggested(lexicon, *TEXTS[language], language)]
    assert found[0] == "theme:circular-economy"
    assert {"topic:recycling", "topic:plastic"} <= set(found)


def test_each_comes_with_the_sentence_and_the_words_that_name_it(lexicon):
    row = next(row for row in suggested(lexicon, *TEXTS["sv"], "sv") if row.concept == "method:survey")
    assert (row.excerpt, row.words) == ("En enkät gjordes i våras.", "enkät")


def test_what_is_decided_is_not_suggested_again(lexicon):
    found = suggested(lexicon, *TEXTS["en"], "en", known=["topic:plastic", "theme:circular-economy"])
    assert not {"topic:plastic", "theme:circular-economy"} & {row.concept for row in found}


def test_what_nearly_every_text_has_is_not_suggested(lexicon):
    common = Common(40, {"topic:plastic": 30})
    assert "topic:plastic" not in {row.concept for row in suggested(lexicon, *TEXTS["en"], "en", common=common)}


def test_there_are_eight_at_most(lexicon):
    names = [entry.names["fi"] for entry in entries() if entry.key.startswith("topic:")][:60]
    assert len(suggested(lexicon, "", ". ".join(names), "fi")) == MOST


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_of_nothing_suggests_nothing(lexicon, language):
    assert suggested(lexicon, "", "", language) == []
    assert suggested(lexicon, "2026", "?! … 12 %", language) == []


def test_a_word_that_may_mean_two_things_is_no_suggestion(lexicon):
    assert not any(
        row.concept.startswith(("dimension:", "industry:"))
        for row in suggested(lexicon, "Menetelmä", "Osaaminen.", "fi")
    )
