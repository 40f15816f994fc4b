"""What a browser without scripts can do: the same, by forms alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import story
from tests.browser.axe import Blind
from tests.browser.instance import Instance
from tests.browser.person import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OWNER, COMPANY = "Seija Metsälä", "satumetsan-saha-oy"
COORDINATOR, MUNICIPALITY = "Marja Toivanen", "rautjarvi"


@pytest.fixture
def plain(town: Town) -> Town:
    return Town(town.browser, town.url, Blind(), scripts=False)


def test_the_first_step_of_a_challenge_is_a_form(plain: Town, instance: Instance) -> None:
    owner = plain.person(OWNER)
    owner.open(f"/fi/t/{COMPANY}/haasteet/uusi/")
    owner.submit(title="", problem=story.PROBLEM, affected="Koko sahan väki.")
    expect(owner.page.locator(".error-summary a")).to_have_count(1)
    owner.submit(title="Miten kuori käytetään lähellä?")
    assert owner.path.endswith("/kuvaus/2/")
    told = instance.rows("SELECT title, state FROM challenges_challenge WHERE id = %s", owner.number)
    assert told == [("Miten kuori käytetään lähellä?", "draft")]


def test_a_card_moves_by_its_own_form(plain: Town, instance: Instance) -> None:
    coordinator = plain.person(COORDINATOR)
    coordinator.open(f"/fi/t/{MUNICIPALITY}/haasteet/")
    card = coordinator.page.locator('[data-col="open"] .kcard').first
    challenge = int((card.get_attribute("id") or "k0")[1:])
    card.locator("summary").click()
    coordinator.press(card.locator('button[value="match"]'))
    expect(coordinator.page.locator("#syy-closed")).to_be_visible()  # before the deadline a reason is due
    coordinator.send("/siirra/closed/", reason="Kumppani löytyi jo, ja sopimus on tehty.")
    assert instance.value("SELECT state FROM challenges_challenge WHERE id = %s", challenge) == "closed"
    takes_it_back(coordinator)
    assert instance.value("SELECT state FROM challenges_challenge WHERE id = %s", challenge) == "open"


def takes_it_back(coordinator: Person) -> None:
    """The message of the move has its undo."""
    coordinator.press('main [action$="/kumoa/"] button')
