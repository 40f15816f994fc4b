"""The wizard's check page, and which way a challenge's pages lead."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from challenges.states import State
from mint import clock
from mint.isolation import context
from tests.buttons import filled
from tests.factories import ChallengeFactory

TERMS = {"ip_terms": "solver", "data_terms": "none"}


@pytest.fixture
def challenge(world):
    def make(state=State.DRAFT, **fields):
        with context.system("test"):
            return ChallengeFactory(organisation=world.company, project=world.project, state=state, **fields)

    return make


def page(name, challenge, *more):
    with translation.override("en"):
        return reverse(f"challenges:{name}", args=["company", challenge.pk, *more])


def answers(challenge, number):
    first = {"title": challenge.title, "problem": "Toinen", "affected": "Viisi"}
    second = {"outcome": "Kiertoon", "needs": ["method"], "deadline_on": challenge.deadline_on.isoformat(), **TERMS}
    return {**(first if number == 1 else second), "version": challenge.version}


@pytest.mark.parametrize(("number", "query", "to"), [(1, "", 2), (1, "?paluu=tarkista", 3), (2, "?paluu=tarkista", 3)])
def test_who_came_to_change_one_answer_goes_back_to_the_check(number, query, to, challenge, log_in):
    draft = challenge()
    saved = log_in("editor").post(page("step", draft, number) + query, answers(draft, number))
    assert saved["Location"] == (page("check", draft) if to == 3 else page("step", draft, to))


def test_each_row_of_the_check_page_leads_to_its_question_and_back(challenge, log_in):
    draft = challenge()
    browser = log_in("editor")
    html = browser.get(page("check", draft)).content.decode()
    links = re.findall(r'href="([^"]+)">Change<', html)
    assert len(links) == 12  # the measure of the factory is a further question that was answered
    assert all("?paluu=tarkista" in link for link in links)
    assert links[-1] == page("step", draft, 2) + "?paluu=tarkista#id_upload"
    assert "Save and return to the check" in browser.get(links[0]).content.decode()


def test_a_visitor_too_goes_back_to_the_check(world, client):
    first, second = (reverse("challenges:start_step", args=[number]) for number in (1, 2))
    client.post(first, {"title": "Ruoko", "problem": "Jää rannalle", "affected": "Viisi"})
    day = clock.today() + timedelta(days=60)
    client.post(second, {"outcome": "Kiertoon", "needs": ["method"], "deadline_on": day.isoformat(), **TERMS})
    assert first + "?paluu=tarkista" in client.get(reverse("challenges:start_check")).content.decode()
    again = client.post(first + "?paluu=tarkista", {"title": "Kaisla", "problem": "Jää", "affected": "Viisi"})
    assert again["Location"] == reverse("challenges:start_check")


def test_back_after_sending_says_so_and_leads_to_the_challenge(challenge, log_in):
    sent = challenge(State.IN_REVIEW)
    browser = log_in("editor")
    for name, more in (("check", ()), ("step", (1,))):
        answer = browser.get(page(name, sent, *more))
        assert (answer.status_code, page("manage", sent) in answer.content.decode()) == (409, True)
    again = browser.post(page("move", sent, "submitted"))
    assert (again.status_code, page("manage", sent) in again.content.decode()) == (409, True)
    assert browser.get(page("manage", sent)).status_code == 200


def test_of_an_open_challenge_partners_come_first_and_withdrawing_last(challenge, log_in):
    from challenges import needs
    from mint.actor import Actor

    published = challenge(State.OPEN)
    with context.system("test"):
        needs.put(published, Actor.system("test"))
    with translation.override("en"):
        address = reverse("challenges:manage", args=["municipality", published.pk])
    html = log_in("coordinator").get(address).content.decode()
    assert filled(html) == ["Find partners"]
    assert "Solutions are waited for until" in html
    assert html.index("Find partners") < html.index("Start experimenting") < html.index("Withdraw challenge")
    offered = re.findall(
        r"<summary[^>]*>([^<]+)</summary>", html[html.index('id="siirra"') :].partition("</section>")[0]
    )
    assert (offered[0], offered[-1]) == ("Start experimenting", "Withdraw challenge")


@pytest.mark.parametrize("name", ["check", "manage"])
def test_what_cannot_be_sent_yet_has_no_form_and_says_why_with_a_link(name, challenge, log_in):
    draft = challenge(outcome="")
    html = log_in("editor").get(page(name, draft)).content.decode()
    assert page("move", draft, "submitted") not in html
    assert re.search(r'<button type="button"[^>]*aria-disabled="true"', html)
    assert "Still missing: desired outcome." in html
    link = page("step", draft, 2) + "?paluu=tarkista#id_outcome" if name == "check" else page("check", draft)
    assert link in html
