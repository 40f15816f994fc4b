"""One search over what one may see: by word in any form, in any language, with filters; and a way out where nothing fits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from challenges.models import Challenge
from mint import clock
from mint.isolation import context
from mint.search import reading
from mint.search.models import Document, Form
from mint.vocabulary.models import Concept, Edition, Label
from tests.factories import ChallengeFactory
from tests.rows.matching import make_offer

PAGE = "/fi/haku/"


@pytest.fixture
def rows(world):
    with context.system("test"):
        reed = ChallengeFactory(
            organisation=world.company,
            project=world.project,
            state="open",
            title="Rannoilta niitetty järviruoko",
            problem="Järviruokoa niitetään kuntien rannoilta joka kesä.",
        )
        draft = ChallengeFactory(
            organisation=world.company, state="draft", title="Salainen jäteluonnos", problem="Jätettä."
        )
        offer = make_offer(world.partner, title="Paalain", description="Paalaamme järviruokoa ja olkea.")
        while reading.read_unread():
            pass
    return {"reed": reed, "draft": draft, "offer": offer}


def found(client, query, page=PAGE):
    response = client.get(page, query)
    assert response.status_code == 200
    return [(hit.row.kind, hit.row.pk) for hit in response.context["found"].rows]


def key(row):
    return (row._meta.label_lower, row.pk)


@pytest.mark.parametrize(
    "words", ["järviruoko", "järviruokoa", "ruoko", "kunta", "kuntien", "rannoilta", "järvi", '"niitetty järviruoko"']
)
def test_a_word_is_found_in_any_form_and_inside_compounds(words, rows, log_in):
    assert key(rows["reed"]) in found(log_in("anonymous"), {"q": words})


def test_what_the_vocabulary_calls_alike_is_found_across_languages(rows, log_in, world):
    with context.system("test"):
        concept = Concept.objects.create(scheme="topic", code="barns")
        for language, text in (("fi", "navetta"), ("sv", "ladugård"), ("en", "barn")):
            Label.objects.create(concept=concept, language=language, text=text, lemmas=text)
        Edition.objects.create(scheme="topic", fingerprint="barns", concepts=1, imported_at=clock.now())
        row = ChallengeFactory(organisation=world.company, state="open", title="Otsikko", problem="Mitä navetoille?")
        while reading.read_unread():
            pass
    assert [found(log_in("anonymous"), {"q": word}) for word in ("ladugård", "barn")] == [[key(row)]] * 2


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("anonymous", ["reed"]),
        ("stranger", ["offer", "reed"]),
        ("owner", ["offer", "reed"]),
        ("student", ["offer", "reed"]),
    ],
)
def test_each_finds_what_they_may_see(who, kinds, rows, log_in):
    assert sorted(found(log_in(who), {"q": "järviruoko"})) == sorted(key(rows[name]) for name in kinds)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("owner", True), ("viewer", True), ("stranger", False), ("coordinator", False), ("anonymous", False)],
)
def test_a_draft_is_found_by_its_owners_only(who, sees, rows, log_in):
    assert found(log_in(who), {"q": "jäteluonnos"}) == ([key(rows["draft"])] if sees else [])


def test_filters_may_be_chosen_or_typed(rows, log_in):
    client = log_in("owner")
    place = rows["reed"].municipality.slug
    typed = found(client, {"q": f"kunta:{place} tila:avoin minun:kyllä järviruoko"})
    chosen = found(client, {"q": "järviruoko", "kunta": place, "tila": "open", "minun": "1"})
    assert typed == chosen == [key(rows["reed"])]
    assert found(client, {"q": "tyyppi:tarjooma"}) == [key(rows["offer"])]


def test_kinds_are_counted_also_those_that_are_not_chosen(rows, log_in):
    response = log_in("owner").get(PAGE, {"q": "järviruoko", "tyyppi": "haaste"})
    chips = {chip["source"].key: (chip["count"], chip["is_chosen"]) for chip in response.context["kinds"]}
    assert chips == {"haaste": ("1", True), "tarjooma": ("1", False)}


def test_where_nothing_fits_the_page_names_the_filter_to_take_away(rows, log_in):
    client = log_in("owner")
    response = client.get(PAGE, {"q": "järviruoko tila:keskeytetty"})
    ways = {way["text"]: (way["count"], way["url"]) for way in response.context["ways_out"]}
    assert {text: count for text, (count, _url) in ways.items()} == {"Kaikissa tiloissa": "2 tulosta"}
    assert len(found(client, {}, PAGE + ways["Kaikissa tiloissa"][1])) == 2


def test_an_unknown_field_is_said_and_left_out(rows, log_in):
    response = log_in("anonymous").get(PAGE, {"q": "kumta:parikkala järviruoko"})
    (problem,) = response.context["problems"]
    assert problem["instead"] == "kunta"
    assert len(response.context["found"].rows) == 1


@pytest.mark.parametrize(
    "text", ["((&|!<->", "'", "\\", "a" * 5000, "ääkkösiä " * 200, "kunta:", "%", "tila:avoin:x", "1", "''''"]
)
def test_whatever_is_typed_is_answered(text, rows, log_in):
    assert log_in("owner").get(PAGE, {"q": text}).status_code == 200


def test_a_forged_cursor_is_a_bad_request(rows, log_in):
    assert log_in("anonymous").get(PAGE, {"jalkeen": "5:x"}).status_code == 400


def test_a_workspace_has_the_same_search(rows, log_in, world):
    page = f"/fi/t/{world.company.slug}/haku/"
    assert found(log_in("owner"), {"q": "jäteluonnos"}, page) == [key(rows["draft"])]
    assert log_in("stranger").get(page).status_code == 404


def test_the_number_of_statements_is_the_same_for_one_and_for_thirty(rows, log_in, world):
    client = log_in("owner")
    counts = []
    for more in (0, 30):
        with context.system("test"):
            ChallengeFactory.create_batch(more, organisation=world.company, state="open", title="Järviruoko")
        client.get(PAGE, {"q": "järviruoko"})
        with CaptureQueriesContext(connection) as queries:
            response = client.get(PAGE, {"q": "järviruoko"})
        counts.append(len([each for each in queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert len(response.context["found"].rows) == 20
    assert counts[0] == counts[1] <= 8


def test_a_page_leads_on_and_back(rows, log_in, world):
    with context.system("test"):
        ChallengeFactory.create_batch(30, organisation=world.company, state="open", title="Järviruoko")
    client = log_in("anonymous")
    first = client.get(PAGE, {"q": "järviruoko"})
    second = client.get(PAGE + first.context["found"].next_url)
    pages = [[hit.row.pk for hit in page.context["found"].rows] for page in (first, second)]
    assert [len(page) for page in pages] == [20, 11]
    assert not set(pages[0]) & set(pages[1])
    assert second.context["found"].next_url == ""
    assert client.get(PAGE + second.context["found"].previous_url).context["found"].rows[0].row.pk == pages[0][0]


def test_a_document_follows_its_row(rows, world):
    with context.system("test"):
        document = Document.objects.get(subject_type="challenges.challenge", subject_id=rows["reed"].pk)
        read_as = document.read_as
        Challenge.objects.filter(pk=rows["reed"].pk).update(state="closed")
        document.refresh_from_db()
        assert (document.state, document.read_as) == ("closed", read_as)
        Challenge.objects.filter(pk=rows["reed"].pk).update(title="Toinen")
        document.refresh_from_db()
        assert (document.title, document.read_as) == ("Toinen", "")
        Challenge.objects.filter(pk=rows["draft"].pk).delete()
        assert not Document.objects.filter(subject_type="challenges.challenge", subject_id=rows["draft"].pk).exists()


def test_reading_twice_changes_nothing_and_learns_no_names(rows):
    with context.system("test"):
        before = list(Document.objects.order_by("pk").values_list("pk", "search"))
        forms = set(Form.objects.values_list("form", "lemma"))
        Document.objects.update(read_as="old")
        while reading.read_unread():
            pass
        assert list(Document.objects.order_by("pk").values_list("pk", "search")) == before
        assert set(Form.objects.values_list("form", "lemma")) == forms
    assert ("kuntien", "kunta") in forms
    assert all(form != lemma for form, lemma in forms)


def test_nobody_reads_documents_themselves(rows, acting_as):
    for who in ("anonymous", "owner", "coordinator"):
        with acting_as(who):
            assert list(Document.objects.all()) == []
