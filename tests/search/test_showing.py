"""Passages around what was looked for, with nothing of the text taken for markup."""

from mint.search.showing import marked, passage
from mint.search.words import Query

QUERY = Query("", "", frozenset({"ruokoa", "ruoko"}), ("järvi",))


def test_what_was_looked_for_is_marked_in_any_form_that_is_known():
    assert marked("Ruokoa ja järviruokoa, ei muuta", QUERY) == (
        "<mark>Ruokoa</mark> ja <mark>järviruokoa</mark>, ei muuta"
    )


def test_a_text_is_never_taken_for_markup():
    text = '<script>alert("ruokoa")</script> & ruoko <b>'
    assert marked(text, QUERY) == (
        "&lt;script&gt;alert(&quot;<mark>ruokoa</mark>&quot;)&lt;/script&gt; &amp; <mark>ruoko</mark> &lt;b&gt;"
    )


def test_a_passage_is_around_the_first_of_them():
    text = "alku " * 100 + "tässä on ruokoa rannalla " + "loppu " * 100
    found = passage(text, QUERY)
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert "tässä on ruokoa rannalla" in found
    assert len(found) < 260


def test_without_words_it_is_the_beginning():
    assert passage("Lyhyt teksti", None) == "Lyhyt teksti"
    assert passage("sana " * 100, None).startswith("sana sana")
