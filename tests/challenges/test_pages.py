"""Challenge pages: what they show, to whom, with how many statements."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from challenges import needs
from challenges.after import answered_by
from challenges.models import EVALUATE, Challenge, ChallengeGrant
from challenges.searching import IDS
from challenges.states import State
from mint import clock
from mint.actor import Actor
from mint.isolation import context
from mint.templating import fdate
from tests.buttons import filled
from tests.factories import ChallengeFactory


@pytest.fixture
def many(world):
    def make(count, **fields):
        with context.system("test"):
            return [
                ChallengeFactory(organisation=world.company, project=world.project, **{"state": State.OPEN, **fields})
                for _ in range(count)
            ]

    return make


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_public_pages_are_there_in_three_languages(language, many, log_in):
    (challenge,) = many(1)
    with translation.override(language):
        pages = [reverse("challenges:list"), challenge.get_absolute_url(), reverse("challenges:start")]
    for page in pages:
        response = log_in("anonymous").get(page)
        assert (response.status_code, f'lang="{language}"' in response.content.decode()) == (200, True)


def page_of(name, where):
    return reverse(f"{'curation' if name == 'queue' else 'challenges'}:{name}", args=where)


@pytest.mark.parametrize("name", ["board", "table", "queue"])
def test_workspace_pages_open_for_the_coordinator(name, many, log_in):
    many(2, state=State.IN_REVIEW)
    response = log_in("coordinator").get(page_of(name, ["municipality"]))
    assert (response.status_code, "Haaste " in response.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("who", "name", "most"),
    [("anonymous", "list", 3), ("coordinator", "board", 8), ("coordinator", "table", 8), ("coordinator", "queue", 8)],
)
def test_a_list_costs_the_same_for_one_row_and_for_25(who, name, most, many, log_in):
    address = page_of(name, [] if name == "list" else ["municipality"])
    browser = log_in(who)
    many(1, state=State.IN_REVIEW if name == "queue" else State.OPEN)
    one = statements(browser, address)
    many(24, state=State.IN_REVIEW if name == "queue" else State.OPEN)
    twenty_five = statements(browser, address)
    assert len(one) == len(twenty_five) <= most
    assert len(set(twenty_five)) == len(twenty_five)


def test_a_public_detail_costs_at_most_four_statements(many, log_in):
    (challenge,) = many(1)
    assert len(statements(log_in("anonymous"), challenge.get_absolute_url())) <= 4


def test_the_list_pages_by_key_forward_and_back(many, log_in):
    many(30)
    browser = log_in("anonymous")
    first = browser.get(reverse("challenges:list")).context["page"]
    second = browser.get(reverse("challenges:list") + first.next_url).context["page"]
    again = browser.get(reverse("challenges:list") + second.previous_url).context["page"]
    assert (len(first), len(second), second.next_url) == (25, 5, "")
    assert [row["pk"] for row in again] == [row["pk"] for row in first]


@pytest.mark.attack(40)
@pytest.mark.parametrize("cursor", ["forged", signing.Signer(salt="mint.web.page").sign_object(["x"]), "1:2:3"])
def test_a_forged_cursor_is_refused(cursor, many, log_in):
    response = log_in("anonymous").get(reverse("challenges:list"), {"jalkeen": cursor})
    assert response.status_code == 400


@pytest.mark.attack(40)
@pytest.mark.parametrize("query", ["q=a%00b", "kunta=%ED%A0%80", "tila=magic", "kunta=nowhere", "q=" + "x" * 5000])
def test_a_strange_query_is_never_a_server_error(query, log_in):
    assert log_in("anonymous").get(reverse("challenges:list") + "?" + query).status_code in {200, 400}


def test_filters_narrow_the_list(world, many, log_in):
    many(1, title="Biokaasua sivuvirroista", themes=["energy"])
    many(1, title="Muu haaste", themes=["food"])
    browser = log_in("anonymous")

    def titles(**query):
        return [row["title"] for row in browser.get(reverse("challenges:list"), query).context["page"]]

    assert titles(teema="energy") == ["Biokaasua sivuvirroista"]
    assert titles(q="biokaasua") == ["Biokaasua sivuvirroista"]
    assert titles(kunta="parikkala") == []
    assert sorted(titles(kunta="luumaki", tila="open")) == ["Biokaasua sivuvirroista", "Muu haaste"]


def test_a_wrong_slug_leads_to_the_right_address(many, log_in):
    (challenge,) = many(1)
    response = log_in("anonymous").get(reverse("challenges:detail", args=[challenge.pk, "vaara"]))
    assert (response.status_code, response["Location"]) == (301, challenge.get_absolute_url())


@pytest.mark.attack(9)
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_what_is_not_public_is_not_found(state, many, log_in):
    (challenge,) = many(1, state=state)
    assert log_in("anonymous").get(challenge.get_absolute_url()).status_code == 404
    assert log_in("stranger").get(challenge.get_absolute_url()).status_code == 404


@pytest.mark.attack(6)
def test_the_confidential_part_is_the_owners_and_the_curators(many, log_in):
    (challenge,) = many(1, confidential="SALAINEN-LUKU")
    everybody = ("viewer", "anonymous", "stranger", "partner", "manager", "coordinator", "curator", "anonymous")
    seen = {  # the first reader may see it all, and the last one nothing of what was kept of that page
        who: "SALAINEN-LUKU" in log_in(who).get(challenge.get_absolute_url()).content.decode() for who in everybody
    }
    assert {who for who, sees in seen.items() if sees} == {"viewer", "coordinator", "curator"}


def test_the_page_in_a_workspace_keeps_it_from_other_organisations(many, log_in):
    (challenge,) = many(1, confidential="SALAINEN-LUKU", answer="PERUSTELU-OMISTAJALLE")
    own = {"stranger": "other-company", "partner": "partner", "manager": "university", "viewer": "company",
           "coordinator": "municipality", "curator": "university"}  # fmt: skip
    pages = {
        who: log_in(who).get(reverse("challenges:manage", args=[tenant, challenge.pk])).content.decode()
        for who, tenant in own.items()
    }
    for secret in ("SALAINEN-LUKU", "PERUSTELU-OMISTAJALLE"):
        assert {who for who, page in pages.items() if secret in page} == {"viewer", "coordinator", "curator"}


def test_a_fragment_asks_the_stranger_to_sign_in(log_in):
    response = log_in("anonymous").get(reverse("challenges:board", args=["company"]), HTTP_HX_REQUEST="true")
    assert (response.status_code, "/tili/" in response["HX-Redirect"]) == (401, True)


def test_public_pages_set_no_cookie_and_private_ones_are_not_stored(many, log_in):
    many(1)
    assert log_in("anonymous").get(reverse("challenges:list")).cookies == {}
    page = log_in("coordinator").get(reverse("challenges:board", args=["municipality"]))
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mökki", True),
        ("MÖKKITIE", True),
        ("huol mökki", True),
        ("mökkitiet", True),
        ("kuka 2.5", True),
        ("auraus", False),
        ("mökki auraus", False),
        ("'", False),
        ("& | ! ( ) : * <-> \\ '", False),
        ("!!! mökki", True),
        ("mökki:* & ' | \\", True),
        ("<b>--;", False),
    ],
)
def test_the_search_finds_what_begins_with_each_word_and_takes_any_characters(words, found, many, log_in):
    many(1, title="Kuka huoltaa mökkitiet keväällä?", problem="Yhteistä tietä on 2.5 kilometriä.")
    response = log_in("anonymous").get(reverse("challenges:list"), {"q": words})
    assert (response.status_code, len(response.context["page"])) == (200, int(found))


def _only_index(cursor, kept):
    """Until the test's transaction is taken back."""
    cursor.execute(
        "SELECT indexname FROM pg_indexes WHERE tablename = 'challenges_challenge' AND indexname <> %s AND indexname"
        " NOT IN (SELECT conname FROM pg_constraint)",
        [kept],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP INDEX "{name}"')
    cursor.execute("ANALYZE challenges_challenge")


def test_the_search_uses_its_index_and_the_policies_ask_about_what_it_found(many):
    many(60, title="Kuka auraa kylätiet?", problem="Lunta on paljon.")
    many(1, title="Kuka huoltaa mökkitiet?")  # what is found is rare: reading all by another index would cost more
    assert "challenges_containing" in Challenge.objects.containing("mökki tie").explain()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE mint_owner")
        _only_index(cursor, "challenge_search")  # else the plan depends on what other tests left behind
        cursor.execute("SET ROLE mint_definer")  # as whom the function looks
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + IDS.replace("p_query", "'mökki'"))
        plan = str(cursor.fetchall())
        cursor.execute("SET ROLE mint_app")
    assert "challenge_search" in plan


@pytest.mark.attack(7)
def test_the_search_finds_nothing_that_one_may_not_see(many, acting_as):
    (hidden,) = many(1, title="Salainen ruokohanke", state=State.DRAFT)
    many(1, title="Julkinen ruokohanke")
    many(1, title="Tarkistettavana", problem="Ruokohanke rannalla.", state=State.IN_REVIEW)
    found = {}
    for who in ("anonymous", "stranger", "coordinator", "owner", "manager"):
        with acting_as(who):
            found[who] = set(Challenge.objects.containing("ruokohanke").values_list("title", flat=True))
    public = {"Julkinen ruokohanke"}
    assert found == {
        "anonymous": public,
        "stranger": public,
        "manager": public,  # who knows the title of what is in review, and not its words
        "coordinator": {*public, "Tarkistettavana"},
        "owner": {*public, "Tarkistettavana", hidden.title},
    }


@pytest.mark.parametrize(("state", "words"), [(State.SOLVED, "ratkaistu"), (State.NOT_SOLVED, "ei ratkennut")])
def test_a_result_is_told_in_words_on_its_page_and_on_its_card(state, words, many, log_in):
    why = "Hinta jäi liian kalliiksi." if state == State.NOT_SOLVED else ""
    (challenge,) = many(1, state=state, answer=why, ended_at=clock.now())
    browser = log_in("anonymous")
    page = browser.get(challenge.get_absolute_url()).content.decode().lower()
    (row,) = browser.get(reverse("challenges:list")).context["page"]
    assert (f"tulos: {words}" in page, why.lower() in page, row["caption"].lower()) == (True, True, words)
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(state=State.ARCHIVED)
    (row,) = browser.get(reverse("challenges:list")).context["page"]
    assert row["caption"].lower() == words


def test_the_reason_of_what_has_not_ended_stays_with_its_owner(many, log_in):
    (challenge,) = many(1, state=State.CLOSED, answer="OMISTAJALLE")
    assert "OMISTAJALLE" not in log_in("anonymous").get(challenge.get_absolute_url()).content.decode()


def test_the_list_may_begin_with_what_closes_first(many, log_in):
    many(1, title="Myöhemmin", deadline_on=clock.today() + timedelta(days=40))
    many(1, title="Pian", deadline_on=clock.today() + timedelta(days=4))
    many(1, title="Kiinni", state=State.CLOSED)
    page = log_in("anonymous").get(reverse("challenges:list"), {"jarj": "paattyy"})
    assert [row["title"] for row in page.context["page"]] == ["Pian", "Myöhemmin"]


def test_the_list_offers_the_municipalities_that_have_something_and_the_chosen_one(many, log_in):
    many(1)

    def offered(**query):
        return [
            slug for slug, _, _ in log_in("anonymous").get(reverse("challenges:list"), query).context["form"].places()
        ]

    assert (offered(), sorted(offered(kunta="parikkala"))) == (["luumaki"], ["luumaki", "parikkala"])


def test_an_open_challenge_says_how_long_and_keeps_its_button_at_hand(many, log_in):
    (challenge,) = many(1, deadline_on=clock.today() + timedelta(days=30))
    with context.system("test"):
        needs.put(challenge, Actor.system("test"))
    page = log_in("anonymous").get(challenge.get_absolute_url()).content.decode()
    assert (page.count("30 päivää jäljellä"), page.count("sticky-cta")) == (2, 1)


def test_an_evaluator_is_not_asked_to_take_part(world, many, log_in):
    (challenge,) = many(1)
    with context.system("test"):
        needs.put(challenge, Actor.system("test"))
    assert 'id="osallistu"' in log_in("outsider").get(challenge.get_absolute_url()).content.decode()
    with context.system("test"):
        ChallengeGrant.objects.create(
            user=world.people["outsider"],
            permission=Permission.objects.get(codename=EVALUATE),
            content_object=challenge,
            organisation_id=challenge.organisation_id,
            municipality_id=challenge.municipality_id,
            expires_at=clock.now() + timedelta(days=1),
        )
    assert 'id="osallistu"' not in log_in("outsider").get(challenge.get_absolute_url()).content.decode()


def test_every_page_has_a_title(many, log_in):
    (challenge,), own = many(1), ["municipality"]
    names = [("list", []), ("start", []), ("start_step", [1])]
    working = [("board", own), ("table", own), ("queue", own), ("new", own), ("manage", [*own, challenge.pk])]
    for who, pages in (("anonymous", names), ("coordinator", [*working, ("evaluators", [*own, challenge.pk])])):
        for name, where in pages:
            page = log_in(who).get(page_of(name, where), follow=True).content.decode()
            assert re.search(r"<title>[^–]*\w[^–]* – MINT</title>", page), name


@pytest.mark.parametrize(
    ("who", "state", "buttons"),
    [
        ("editor", State.DRAFT, ["Send for review"]),
        ("editor", State.IN_REVIEW, []),
        ("coordinator", State.IN_REVIEW, ["Publish challenge"]),
        ("coordinator", State.OPEN, []),
        ("coordinator", State.EXPERIMENTING, []),
    ],
)
def test_one_button_leads_on(who, state, buttons, world, log_in):  # pytest passes them by name
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state=state)
    tenant = {"editor": "company", "coordinator": "municipality"}[who]
    with translation.override("en"):
        address = reverse("challenges:manage", args=[tenant, challenge.pk])
    assert filled(log_in(who).get(address).content.decode()) == buttons


def test_who_has_sent_a_challenge_reads_who_answers_and_by_when(world, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(
            organisation=world.company,
            project=world.project,
            state=State.DRAFT,
            deadline_on=clock.today() + timedelta(days=60),
        )
    browser = log_in("editor")
    with translation.override("en"):
        move = reverse("challenges:move", args=["company", challenge.pk, "submitted"])
        day = fdate(answered_by(clock.today()))
    page = browser.post(move, follow=True).content.decode()
    sentence = f"The coordinator ({world.place.name}) answers by {day}"
    assert page.count(sentence) == 2
    assert "Nothing to do here just now." not in page
