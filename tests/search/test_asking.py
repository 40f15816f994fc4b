"""What is typed into the box: words, words in a row, fields in three languages, and what was probably meant."""

import pytest

from mint.search.asking import understood

KNOWN = {
    "kunta": {"parikkala": "parikkala", "villmanstrand": "lappeenranta"},
    "tila": {"avoin": "open", "öppen": "open", "luonnos": "draft"},
    "tyyppi": {"haaste": "haaste", "utmaning": "haaste"},
    "teema": {"kiertotalous": "circular-economy", "circular economy": "circular-economy"},
    "minun": {"kyllä": "1", "yes": "1"},
}


def asked(text):
    return understood(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("kunta:parikkala tila:avoin minun:kyllä", {"kunta": {"parikkala"}, "tila": {"open"}, "minun": {"1"}}),
        ("kommun:Villmanstrand tillstånd:ÖPPEN", {"kunta": {"lappeenranta"}, "tila": {"open"}}),
        ('theme:"Circular economy" type:utmaning', {"teema": {"circular-economy"}, "tyyppi": {"haaste"}}),
        ("tila:avoin tila:luonnos", {"tila": {"open", "draft"}}),
    ],
)
def test_fields_are_understood_in_three_languages(text, chosen):
    found = asked(text)
    assert {name: set(values) for name, values in found.chosen.items()} == chosen
    assert (found.words, found.problems) == ((), ())


def test_words_stand_beside_fields_and_quoted_ones_in_a_row():
    found = asked('Järviruoko  tila:avoin "rannoilta niitetty" ja')
    assert (found.words, found.phrases) == (("järviruoko",), (("rannoilta", "niitetty"),))
    assert found.left[""] == "tila:avoin"
    assert found.left["tila"] == 'Järviruoko "rannoilta niitetty" ja'


def test_words_that_every_text_has_count_only_alone():
    assert asked("ja tai").words == ("ja", "tai")
    assert asked("vesi ja ranta").words == ("vesi", "ranta")


@pytest.mark.parametrize(
    ("text", "instead", "meant"),
    [
        ("kumta:parikkala ruoko", "kunta", "kunta:parikkala ruoko"),
        ("kunta:parikala", "parikkala", "kunta:parikkala"),
        ("teema:kiertotalos", "kiertotalous", "teema:kiertotalous"),
        ("xyzzy:1", "", ""),
    ],
)
def test_what_is_not_known_is_said_with_what_was_probably_meant(text, instead, meant):
    (problem,) = asked(text).problems
    assert (problem.instead, problem.meant) == (instead, meant)


@pytest.mark.parametrize(
    "text", ["https://mint.example/fi/", "klo 12:30", ":", '"', '"":', "kunta:", "a:b:c", "((&|!<->", "'; DROP"]
)
def test_whatever_is_typed_is_a_search(text):
    assert asked(text).text == text


def test_a_long_text_is_cut():
    assert len(asked("sana " * 300_000).text) <= 300
