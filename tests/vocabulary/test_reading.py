"""From text to lemmas, parts of compounds and concepts; and from one language to another."""

import pytest

from mint.matching.texts import Candidate, Question, library_of
from mint.vocabulary.lexicon import Name, lexicon_of
from mint.vocabulary.reading import Reader, letters_of
from mint.vocabulary.words import language_of, lemmas_of, squeezed


def test_every_text_names_what_it_is_about(texts, reader):
    missed = [
        row["id"] for row in texts if not reader.read(row["text"], row["lang"]).concepts.get(row["about"], 0) >= 0.5
    ]
    assert missed == []


@pytest.mark.parametrize(("asked", "answered"), [("sv", "fi"), ("en", "fi"), ("fi", "sv"), ("fi", "en"), ("sv", "en")])
def test_a_text_finds_the_one_of_the_same_meaning_in_another_language(texts, reader, asked, answered):
    library = library_of((Candidate(r["id"], r["lang"], r["text"]) for r in texts if r["lang"] == answered), reader)
    questions = [row for row in texts if row["lang"] == asked]
    found = [
        library.ranking(Question(row["id"], asked, row["text"]), 3).index(f"{answered}{row['id'][2:]}") + 1
        if f"{answered}{row['id'][2:]}" in library.ranking(Question(row["id"], asked, row["text"]), 3)
        else 99
        for row in questions
    ]
    assert sum(1 / place for place in found) / len(questions) > 0.9


def test_the_language_of_a_text_is_told_when_nobody_says_it(texts):
    assert [row["id"] for row in texts if language_of(row["text"]) != row["lang"]] == []
    assert language_of("", "sv") == "sv"
    assert language_of("1234 5678") == "fi"


def test_words_come_in_their_base_form():
    assert lemmas_of("Kuntien vesistöissä", "fi") == ("kunta", "vesistö")
    assert lemmas_of("Reeds’ edges", "en")[-1] == "edge"
    assert lemmas_of("", "fi") == ()


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("fi", "vedenlaatumittaus", ("vesi", "laatu", "mittaus")),
        ("fi", "jätelajittelu", ("jäte", "lajittelu")),
        ("fi", "järvi", ()),
        ("sv", "skogsbyggnad", ("skog", "byggnad")),
        ("sv", "skolbyggnad", ("skola", "byggnad")),
        ("en", "watershed", ()),
    ],
)
def test_compounds_are_split_at_words_that_the_vocabulary_knows(language, word, parts):
    words = {
        "fi": ("vesi", "laatu", "mittaus", "jäte", "lajittelu", "järvi"),
        "sv": ("skog", "byggnad", "skola"),
        "en": ("water",),
    }
    lexicon = lexicon_of(Name(f"x:{word}", language, (word,)) for word in words[language])
    assert lexicon.parts_of(word, language) == parts


def test_the_longest_label_is_matched_and_its_words_not_again():
    names = [Name("x:energy", "fi", ("energia",)), Name("x:green", "fi", ("uusiutua", "energia"))]
    found = list(lexicon_of(names).found_in(("halpa", "uusiutua", "energia", "energia"), "fi"))
    assert found == [("x:green",), ("x:energy",)]


def test_a_word_of_two_meanings_is_shared_out_and_a_word_without_meaning_is_none():
    names = [Name("x:1", "sv", ("val",)), Name("x:2", "sv", ("val",)), Name("x:3", "sv", ("och",))]
    assert Reader(lexicon_of(names)).concepts_of(("val", "och"), "sv") == {"x:1": 0.5, "x:2": 0.5}


def test_a_broader_concept_comes_along_at_a_lower_weight(reader):
    found = reader.read("lämpöpumppu", "fi").concepts
    assert found["topic:heat-pump"] > found["theme:energy"] > 0


def test_what_words_are_called_is_learned_from_labels(lexicon):
    water = lexicon.bridges["sv", "en"][
        "vattenkvalitet" if "vattenkvalitet" in lexicon.bridges["sv", "en"] else "vatten"
    ]
    assert "water" in water
    assert max(lexicon.bridges["fi", "sv"]["energia"].items(), key=lambda pair: pair[1])[0] == "energi"


def test_a_loan_word_meets_itself_in_another_language():
    assert squeezed("toxikologi") == squeezed("toksikologi")
    assert set(letters_of(["robotiikka"])) & set(letters_of(["robotics"]))
    assert letters_of(["puu"]) == {}
