"""What a refused request offers: a reason, and the way back to where it was made."""

import pytest
from django.urls import reverse

from challenges.states import State
from mint.isolation import context
from tests.factories import ChallengeFactory


@pytest.fixture
def sent(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, state=State.IN_REVIEW)


def edited(log_in, challenge, who="editor", **headers):
    return log_in(who).get(reverse("challenges:step", args=["company", challenge.pk, 1]), headers=headers)


def test_what_was_sent_says_that_it_was_sent_not_that_the_role_is_wrong(sent, log_in):
    response = edited(log_in, sent)
    assert (response.status_code, "Haaste on lähetetty" in response.content.decode()) == (409, True)
    assert edited(log_in, sent, "viewer").status_code == 403


@pytest.mark.attack(10)
@pytest.mark.parametrize(
    ("came_from", "offered"),
    [
        ("http://testserver/fi/t/company/haasteet/", True),
        ("http://elsewhere.example/fi/t/company/haasteet/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_a_refusal_leads_back_to_its_page_on_this_site_only(came_from, offered, sent, log_in):
    page = edited(log_in, sent, Referer=came_from).content.decode()
    assert ("Takaisin sivulle" in page, bool(came_from) and came_from in page) == (offered, offered)
