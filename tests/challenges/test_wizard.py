"""The questions of a brief: three steps of a company, five of a municipality; all of them reach the page, none leaks."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from challenges.models import Challenge
from challenges.reading import parts_of
from challenges.states import State
from challenges.wizard import COMPANY, MUNICIPALITY, step_of
from challenges.words import NAMES
from mint import clock
from mint.isolation import context
from tests.clashes import rows_of
from tests.factories import ChallengeFactory

HTMX = {"HTTP_HX_REQUEST": "true"}
DAY = clock.today() + timedelta(days=60)
ANSWERS = {
    1: {
        "title": "Koulu auki iltaisin",
        "question": "Miten voisimme avata koulun?",
        "problem": "Tilat ovat tyhjillään.",
        "affected": "Kolme kylää",
        "tried": "Avain kulki kädestä käteen.",
    },
    2: {
        "outcome": "Kaikki pääsevät sisään",
        "needs": ["method"],
        "themes": ["food"],
        "limits": "Paloturvallisuus",
        "answerers": ["company", "students"],
        "deadline_on": DAY.isoformat(),
        "decision_on": (DAY + timedelta(days=14)).isoformat(),
        "answer_form": "plan",
        "answer_languages": ["fi", "sv"],
        "accessibility": "Ovi aukeaa pyörätuolista",
        "timetable": "Kokeilu keväällä",
    },
    3: {
        "offered_hours": "40",
        "offered_money": "2 500,50",
        "materials": "Pohjapiirrokset",
        "materials_access": "on_request",
        "afterwards": "experiment",
        "reward": "Referenssi",
        "ip_terms": "open",
        "data_terms": "none",
        "premises": "Liikuntasali",
        "test_users": "Kaksi yhdistystä",
        "afterwards_note": "Malli muille kouluille",
        "confidential": "Hälytyskoodi vaihtuu",
    },
    4: {
        "measure": "Tunnit viikossa 6 -> 30",
        "publicity": "all",
        "contact_name": "Kylätoimisto",
        "contact_email": "kyla@example.test",
        "contact_is_public": "",
    },
}


def page(name, *args, of="municipality"):
    return reverse(f"challenges:{name}", args=[of, *args])


@pytest.fixture
def draft(world):
    def make(organisation, **values):
        with context.system("test"):
            return ChallengeFactory(organisation=organisation, state=State.DRAFT, **values)

    return make


def one():
    with context.system("test"):
        return Challenge.objects.defer("search").get()


def written(browser):
    """A municipality's brief, all five steps."""
    address = browser.get(page("new"))["Location"]
    saved = browser.post(address, {"key": address.partition("key=")[2], **ANSWERS[1]})
    for number in (2, 3, 4):
        assert saved["Location"] == page("step", one().pk, number)
        saved = browser.post(saved["Location"], {"version": one().version, **ANSWERS[number]})
        assert saved.status_code == 302, saved.content.decode()
    assert saved["Location"] == page("check", one().pk)
    return one()


def test_a_municipality_answers_in_five_steps_and_every_answer_is_kept(log_in, world):
    challenge = written(log_in("coordinator"))
    asked = {name for step in MUNICIPALITY if step.form for name in step.form.base_fields} - {"upload"}
    assert asked == set(NAMES)
    assert {part.name for part in parts_of(challenge, NAMES)} == asked - {"contact_is_public", "confidential"}
    assert ANSWERS[3]["confidential"] in log_in("coordinator").get(page("check", challenge.pk)).content.decode()
    assert (challenge.offered_hours, challenge.offered_money) == (40, Decimal("2500.50"))
    assert (challenge.answerers, challenge.answer_languages) == (["company", "students"], ["fi", "sv"])


def test_the_questions_of_both_wizards_are_the_same():
    asked = [
        {name for step in wizard if step.form for name in step.form.base_fields} for wizard in (COMPANY, MUNICIPALITY)
    ]
    assert asked[0] == asked[1]
    assert (len(COMPANY), len(MUNICIPALITY)) == (3, 5)


def test_a_companys_further_questions_are_folded_and_a_visitors_left_out(log_in, client, draft, world):
    html = log_in("owner").get(page("step", draft(world.company).pk, 2, of="company")).content.decode()
    assert html.count('<details class="more">') == 3
    assert "offered_hours" in html
    client.post(reverse("challenges:start_step", args=[1]), {"title": "a", "problem": "b", "affected": "c"})
    visitor = client.get(reverse("challenges:start_step", args=[2])).content.decode()
    assert ("offered_hours" in visitor, 'class="more"' in visitor, "outcome" in visitor) == (False, False, True)


def test_a_step_that_does_not_exist_is_not_found(log_in, draft, world):
    challenge = draft(world.company)
    assert [log_in("owner").get(page("step", challenge.pk, n, of="company")).status_code for n in (0, 3, 9)] == [
        404
    ] * 3
    assert step_of(COMPANY, 3) is None


def test_a_municipality_says_how_it_measures_success_before_it_publishes(log_in, draft, world):
    challenge = draft(world.municipality, measure="", project=None)
    browser = log_in("coordinator")
    html = browser.get(page("check", challenge.pk)).content.decode()
    assert "/kuvaus/4/?paluu=tarkista#id_measure" in html
    assert browser.post(page("move", challenge.pk, "published")).status_code == 409
    assert one().state == "draft"
    browser.post(page("step", challenge.pk, 4), {"version": one().version, "measure": "Tunnit 6 -> 30"})
    assert browser.post(page("move", challenge.pk, "published")).status_code == 303


def test_the_public_page_shows_the_brief_and_neither_the_contact_nor_what_is_confidential(log_in, client):
    challenge = written(log_in("coordinator"))
    log_in("coordinator").post(page("move", challenge.pk, "published"))
    html = client.get(one().get_absolute_url()).content.decode()
    shown = [value for step in ANSWERS.values() for value in step.values() if isinstance(value, str) and " " in value]
    hidden = {"Hälytyskoodi vaihtuu"}
    assert {text for text in shown if text in html} == set(shown) - hidden - {"2 500,50", "Tunnit viikossa 6 -> 30"}
    assert ("Tunnit viikossa 6 -&gt; 30" in html, "2 500,5 €" in html.replace("\xa0", " ")) == (True, True)
    assert [text in html for text in ("kyla@example.test", "Kylätoimisto", "Hälytyskoodi")] == [False] * 3
    inside = log_in("coordinator").get(page("manage", challenge.pk)).content.decode()
    assert all(text in inside for text in ("kyla@example.test", "Kylätoimisto", "Hälytyskoodi"))


def test_a_contact_is_public_where_its_owner_says_so(log_in, client, draft, world):
    challenge = draft(world.municipality)
    step, browser = page("step", challenge.pk, 4), log_in("coordinator")
    nobody = browser.post(step, {"version": 1, "measure": "a", "contact_is_public": "on"})
    assert (nobody.status_code, one().version) == (422, 1)
    browser.post(step, {"version": 1, **ANSWERS[4], "contact_is_public": "on"})
    browser.post(page("move", challenge.pk, "published"))
    assert "kyla@example.test" in client.get(one().get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("number", "values"),
    [
        (2, {"decision_on": (DAY - timedelta(days=1)).isoformat()}),
        (2, {"decision_on": "9999-01-01"}),
        (2, {"answerers": ["everybody"]}),
        (2, {"answer_languages": ["xx"]}),
        (2, {"limits": "x" * 1_000_000}),
        (3, {"offered_money": "-1"}),
        (3, {"offered_money": "paljon"}),
        (3, {"offered_hours": "99999"}),
        (3, {"premises": "a\0b"}),
        (4, {"contact_email": "kyla"}),
        (4, {"measure": ""}),
    ],
)
def test_bad_input_is_told_in_words_and_changes_nothing(number, values, log_in, draft, world):
    challenge = draft(world.municipality)
    answer = log_in("coordinator").post(page("step", challenge.pk, number), {"version": 1, **ANSWERS[number], **values})
    assert (answer.status_code, one().version) == (422, 1)


def test_a_stale_step_shows_both_versions_and_is_written_over_when_sent_again(log_in, draft, world):
    challenge = draft(world.company, title="Vanha otsikko")
    address, first = page("step", challenge.pk, 1, of="company"), {"problem": "Ruoko jää.", "affected": "Viisi kuntaa."}
    log_in("owner").post(address, {"version": 1, **first, "title": "Omistajan otsikko"})
    stale = log_in("editor").post(address, {"version": 1, **first, "title": "Toimittajan otsikko"})
    assert stale.status_code == 409
    assert rows_of(stale) == [
        ("Mikä on haaste yhdellä lauseella?", "Omistajan otsikko", "Toimittajan otsikko"),
    ]
    assert one().title == "Omistajan otsikko"
    shown = stale.context["form"].data["version"]
    again = log_in("editor").post(address, {"version": shown, **first, "title": "Toimittajan otsikko"})
    assert (again.status_code, one().title) == (302, "Toimittajan otsikko")


def test_an_autosave_never_writes_over_anothers_text_and_says_so(log_in, draft, world):
    challenge = draft(world.company)
    address = page("step", challenge.pk, 1, of="company")
    log_in("owner").post(address, {"version": 1, **ANSWERS[1]})
    for _time in range(2):
        stale = log_in("editor").post(address, {"version": 1, **ANSWERS[1], "title": "Toinen"}, **HTMX)
        assert (stale.status_code, 'role="status"' in stale.content.decode()) == (409, True)
        assert "versio" not in stale.content.decode().replace("versiot", "")
    assert one().title == ANSWERS[1]["title"]


def test_what_ones_own_page_saved_while_its_button_was_pressed_is_no_clash(log_in, draft, world):
    """The autosave under way and the button carry the same version; the same person's other page is another."""
    challenge, browser = draft(world.company), log_in("owner")
    address = page("step", challenge.pk, 1, of="company")
    sent = {"version": 1, "page": str(uuid4()), **ANSWERS[1]}
    assert browser.post(address, sent | {"title": "Kesken"}, **HTMX).status_code == 200
    assert browser.post(address, sent | {"title": "Valmis"}, **HTMX).status_code == 200
    refused = browser.post(address, sent | {"title": ""})
    assert (refused.status_code, str(refused.context["page"])) == (422, sent["page"])
    elsewhere = browser.post(address, sent | {"page": str(uuid4()), "title": "Toinen sivu"})
    assert (elsewhere.status_code, one().title) == (409, "Valmis")
    assert (browser.post(address, sent).status_code, one().title) == (302, ANSWERS[1]["title"])
