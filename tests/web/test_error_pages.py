"""Error pages keep a member's workspace; an address of forms leads to its page; nothing is asked after a failure."""

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test import RequestFactory
from django.urls import resolve, reverse

from challenges.states import State
from mint.addresses import page_above
from mint.isolation import context
from mint.notifications.context import page as bell
from mint.projects.context import funder
from tests.factories import ChallengeFactory
from tests.routes import routes

BAR, SIGN_IN = 'class="bar"', "Kirjaudu sisään"


def test_no_address_answers_a_visit_with_an_empty_page(world, log_in):
    browser = log_in("owner")
    led, empty = [], []
    for name, path, _parameters in routes():
        response = browser.get(path)
        if response.status_code == 303:
            led.append(name)
            assert resolve(response["Location"]), name
        elif (response.status_code == 405 and not path.startswith("/api/")) or not (
            response.content or "Location" in response or name == "healthz"
        ):
            empty.append((name, response.status_code))
    assert empty == []
    assert {"challenges:drop", "challenges:move", "experiments:undo", "placements:report", "reports:build"} <= set(led)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/fi/t/company/haasteet/30/siirra/published/", "/fi/t/company/haasteet/30/"),
        ("/sv/t/company/paikat/hakemukset/20/raportti/", "/sv/t/company/paikat/hakemukset/20/"),
        ("/fi/t/company/haasteet/5/arvioijat/7/lopeta/", "/fi/t/company/haasteet/5/arvioijat/"),
        ("/fi/ilmoitukset/luettu/", "/fi/ilmoitukset/"),
    ],
)
def test_an_address_of_forms_leads_to_the_thing_itself(address, page, world, log_in):
    browser, steps = log_in("owner"), 0
    while address != page:
        response = browser.get(address)
        assert response.status_code == 303
        address, steps = response["Location"], steps + 1
        assert steps < 4


def test_the_home_page_is_above_nothing():
    assert page_above("/fi/haasteet/") == ""


def test_a_page_that_takes_no_form_says_so_in_words(world, log_in):
    response = log_in("owner").post(reverse("curation:queue", args=["company"]))
    html = response.content.decode()
    assert (response.status_code, response["Allow"], BAR in html) == (405, "GET, HEAD", True)
    assert "Tässä osoitteessa ei näytetä mitään" in html


@pytest.mark.parametrize(
    ("who", "address", "status", "framed"),
    [
        ("viewer", "haasteet/uusi/", 403, True),
        ("viewer", "ei-ole/", 404, True),
        ("viewer", "haasteet/999/", 404, True),
        ("stranger", "haasteet/999/", 404, False),
    ],
)
def test_a_members_error_page_stays_in_the_workspace(who, address, status, framed, log_in):
    response = log_in(who).get(f"/fi/t/company/{address}")
    html = response.content.decode()
    assert (response.status_code, BAR in html) == (status, framed)
    assert SIGN_IN not in html


def test_a_refusal_stays_in_the_workspace_and_says_once_what_to_do(world, log_in):
    with context.system("test"):
        sent = ChallengeFactory(organisation=world.company, state=State.IN_REVIEW)
    html = log_in("editor").get(reverse("challenges:step", args=["company", sent.pk, 1])).content.decode()
    assert (BAR in html, SIGN_IN in html, "uudelleen" in html) == (True, False, False)


def test_after_a_failed_statement_an_error_page_asks_nothing(world, acting_as):
    request = RequestFactory().get("/fi/")
    with pytest.raises(DatabaseError), acting_as("owner") as actor, connection.cursor() as cursor:  # noqa: PT012  # rolls back
        request.actor = actor
        try:
            cursor.execute("SELECT 1/0")
        finally:
            assert (bell(request), funder()) == ({"unread_count": 0}, {})


def test_what_was_written_in_a_refused_form_stands_on_its_page(world, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state=State.CLOSED)
    address = reverse("challenges:move", args=["municipality", challenge.pk, "returned"])
    page = log_in("coordinator").post(address, {"reason": "Kertokaa <b>lisää</b> siitä.", "key": "avain"})
    assert (page.status_code, page.context["typed"]) == (409, ["Kertokaa <b>lisää</b> siitä."])
    assert "<p>Kertokaa &lt;b&gt;lisää&lt;/b&gt; siitä.</p>" in page.content.decode()
