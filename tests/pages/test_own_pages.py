"""What somebody without an organisation sees first, the operator's pages, a desk's words and a notification's icon."""

from datetime import timedelta

import pytest
from django.urls import reverse

from experiments.models import Experiment
from experiments.states import State
from mint import clock
from mint.isolation import context
from mint.notifications.models import Notification
from mint.pages.operating import operator_links
from tests.factories import ChallengeFactory


def test_an_operator_is_led_to_the_operators_pages_and_not_to_found_a_company(log_in, world, settings):
    settings.DEMO = True
    html = log_in("operator").get("/fi/omat/").content.decode()
    assert (reverse("admin:index") in html, reverse("tenancy:register") in html) == (True, False)
    links = operator_links(world.people["operator"])
    assert links
    assert [link.url for link in links if link.url not in html] == []


def test_somebody_without_an_organisation_is_told_how_to_get_one(log_in):
    html = log_in("outsider").get("/fi/omat/").content.decode()
    assert (reverse("admin:index") in html, "Lisää oma yritys" in html, "build/workspace.css" in html) == (
        False,
        True,
        True,
    )


def test_the_operators_pages_are_named_in_the_readers_language(log_in):
    html = log_in("operator").get("/fi/yllapito/", follow=True).content.decode()
    assert [word in html for word in ("MINT", "Toimialat", "Rahoittajat", "Raportointikaudet", "img/logo")] == [
        True
    ] * 5
    assert [word in html for word in ("Industrys", "Funder profiles", "Djangon")] == [False] * 3


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.RUNNING, "Kokeilu"),
        (State.PAUSED, "Tauolla"),
        (State.EVALUATING, "Arviointi"),
        (State.DECIDED, "Päätös"),
        (State.CLOSED, "Päätös"),
        (State.IN_REVIEW, "Suunnitelma käsittelyssä"),
    ],
)
def test_an_experiments_pill_says_its_stage_or_what_says_more(state, word):
    assert Experiment(state=state).word == word


@pytest.mark.parametrize(
    ("kind", "icon"),
    [("challenge_published", "lightbulb"), ("match_interest", "handshake"), ("something_new", "bell")],
)
def test_a_notification_has_the_icon_of_its_noun(kind, icon):
    assert Notification(kind=kind).icon == icon


def test_a_company_without_offers_reads_what_an_offer_brings(log_in, world):
    html = log_in("owner").get(f"/fi/t/{world.company.slug}/").content.decode()
    address = reverse("matching:offer_new", args=[world.company.slug])
    assert (address in html, "Kertokaa, mitä voitte tarjota" in html) == (True, True)


def test_an_evaluator_reads_until_when_a_case_is_open_and_is_not_led_to_found_a_company(log_in, world):
    with context.system("test"):
        case = ChallengeFactory(organisation=world.company, project=world.project, state="in_review")
    log_in("coordinator").post(
        reverse("challenges:evaluators", args=["municipality", case.pk]), {"email": "outsider@example.test"}
    )
    html = log_in("outsider").get("/en/omat/").content.decode()
    until = clock.today() + timedelta(days=60)
    assert f"Open to you until {until:%a} {until.day} {until:%b %Y}." in html
    assert ("Add your company" in html, case.title in html) == (False, True)
