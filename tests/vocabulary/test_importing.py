"""Vocabularies come from files, as often as one likes; a broken file changes nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mint.isolation import context
from mint.vocabulary import builtin, importing, stored
from mint.vocabulary.dimensions import Dimension
from mint.vocabulary.entries import Entry
from mint.vocabulary.models import Bridge, Concept, Edition, Label
from mint.vocabulary.signals import vocabulary_changed
from mint.vocabulary.themes import BY_KEY

TSV = "concept\tfi\tsv\ten\np1\tvesi (aine)\tvatten\twater\np2\tjärvi\tsjö\t\n"
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix yso: <http://www.yso.fi/onto/yso/> .
# two concepts
yso:p1 a skos:Concept ; skos:prefLabel "vesi"@fi, "vatten"@sv , "water"@en, "Wasser"@de ; skos:altLabel "H2O"@fi .
yso:p2 a skos:Concept ; skos:broader yso:p1, yso:p9 ; skos:prefLabel "järvi"@fi .
"""
RDF = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://www.yso.fi/onto/yso/p1"><skos:prefLabel xml:lang="fi">vesi</skos:prefLabel></skos:Concept>
<skos:Concept rdf:about="http://www.yso.fi/onto/yso/p2"><skos:prefLabel xml:lang="fi">järvi</skos:prefLabel>
<skos:broader rdf:resource="http://www.yso.fi/onto/yso/p1"/></skos:Concept></rdf:RDF>
"""


def rows():
    return (
        sorted(Concept.objects.values_list("scheme", "code", "uri")),
        sorted(Label.objects.values_list("concept__code", "language", "kind", "text", "lemmas")),
        sorted(Concept.broader.through.objects.values_list("from_concept__code", "to_concept__code")),
        sorted(Bridge.objects.values_list("source", "target")),
    )


def bring(path, text):
    path.write_text(text)
    said = StringIO()
    call_command("import_vocabulary", str(path), scheme="yso", stdout=said)
    return said.getvalue()


def test_our_own_vocabulary_has_every_theme_and_dimension_by_its_key():
    entries = builtin.entries()
    keys = [entry.key for entry in entries]
    assert len(keys) == len(set(keys)) >= 300
    assert {f"theme:{key}" for key in BY_KEY} | {f"dimension:{key}" for key in Dimension.values} <= set(keys)
    assert {f"industry:{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUV"} <= set(keys)
    assert all(entry.names[language].strip() for entry in entries for language in ("fi", "sv", "en"))
    assert {above for entry in entries for above in entry.broader} <= set(keys)


def test_the_built_in_vocabulary_is_written_once(db):
    call_command("vocabulary", stdout=StringIO())
    before, ids = rows(), sorted(Concept.objects.values_list("pk", flat=True))
    said = StringIO()
    call_command("vocabulary", stdout=said)
    assert (rows(), sorted(Concept.objects.values_list("pk", flat=True))) == (before, ids)
    assert "0 schemes changed" in said.getvalue()
    assert Concept.objects.count() == len(builtin.entries())
    lexicon = stored.current()
    assert lexicon.named_by(("lämpöpumppu",), "fi") == ("topic:heat-pump",)
    assert lexicon.broader["topic:heat-pump"] == ("theme:energy",)


def test_labels_are_imported_and_the_same_file_changes_nothing(db, tmp_path):
    assert "2 concepts." in bring(tmp_path / "labels.tsv", TSV)
    before = rows()
    assert before[0][0] == ("yso", "p1", "http://www.yso.fi/onto/yso/p1")
    assert ("p1", "fi", "other", "vesi", "vesi") in before[1]
    assert "as they were" in bring(tmp_path / "labels.tsv", TSV)
    assert rows() == before


def test_another_edition_replaces_names_and_drops_what_is_gone(db, tmp_path):
    bring(tmp_path / "labels.tsv", TSV)
    kept = Concept.objects.get(code="p2").pk
    bring(tmp_path / "labels.tsv", "concept\tfi\tsv\ten\np2\tlampi\tträsk\tpond\n")
    assert list(Concept.objects.values_list("pk", "code")) == [(kept, "p2")]
    assert sorted(Label.objects.values_list("text", flat=True)) == ["lampi", "pond", "träsk"]
    assert stored.current().named_by(("järvi",), "fi") == ()


@pytest.mark.parametrize(("name", "text"), [("yso.ttl", TURTLE), ("yso.rdf", RDF)])
def test_skos_says_names_and_what_is_broader(db, tmp_path, name, text):
    bring(tmp_path / name, text)
    concepts, labels, broader, _bridges = rows()
    assert [code for _scheme, code, _uri in concepts] == ["p1", "p2"]
    assert broader == [("p2", "p1")]
    assert ("p1", "fi", "preferred", "vesi", "vesi") in labels
    assert {language for _code, language, *_rest in labels} <= {"fi", "sv", "en"}


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("a.tsv", "koodi\tfi\n", "line 1"),
        ("a.tsv", TSV + "p3\tvain\n", "line 4"),
        ("a.tsv", TSV + "p1\tvesi\tvatten\twater\n", "a second time"),
        ("a.tsv", "concept\tfi\tsv\ten\n", "no concept"),
        ("a.ttl", "@prefix skos: <x> .\nskos:a skos:b", "cannot be read"),
        ("a.rdf", "<rdf", "cannot be read"),
        ("a.xlsx", "", "none of"),
    ],
)
def test_a_broken_file_is_refused_with_its_place_and_changes_nothing(db, tmp_path, name, text, where):
    bring(tmp_path / "labels.tsv", TSV)
    before = rows()
    with pytest.raises(CommandError, match=where):
        bring(tmp_path / name, text)
    assert rows() == before


def test_whoever_listens_hears_of_a_change_and_of_nothing_else(db):
    heard = []

    def listen(schemes, **_more):
        heard.append(schemes)

    vocabulary_changed.connect(listen)
    try:
        with context.system("test"):
            for _time in range(2):
                importing.put([Entry("yso", "p1", {"fi": "vesi"})])
    finally:
        vocabulary_changed.disconnect(listen)
    assert heard == [["yso"]]
    assert Edition.objects.get().concepts == 1


def test_texts_are_ranked_by_the_command(db, tmp_path):
    call_command("vocabulary", stdout=StringIO())
    candidates, queries, said = tmp_path / "candidates.jsonl", tmp_path / "queries.jsonl", StringIO()
    offers = [
        {"id": "a", "lang": "fi", "text": "Hitsaus ja koneistus"},
        {"id": "b", "lang": "fi", "text": "Vedenlaadun mittaus järvellä", "concepts": ["topic:water-quality"]},
    ]
    candidates.write_text("\n".join(map(json.dumps, offers)))
    queries.write_text(json.dumps({"id": "q", "text": "Water quality of the lake is measured", "lang": "en"}) + "\n")
    call_command("rank_texts", candidates=candidates, queries=queries, top=1, stdout=said)
    assert json.loads(said.getvalue()) == {"id": "q", "ranking": ["b"]}
    queries.write_text("{}\n")
    with pytest.raises(CommandError, match=r"queries.jsonl, line 1"):
        call_command("rank_texts", candidates=candidates, queries=queries, top=1, stdout=said)
