"""A coordinator clears the queue without a mouse: takes one, publishes one, returns one with a ready text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.instance import Instance
from tests.browser.person import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COORDINATOR, QUEUE = "Aino Kettunen", "/fi/t/savitaipale/jono/"
TAKEN, PUBLISHED = "Klapit mökille tilauksesta", "Kuljetukset ja ruoka samalla kyydillä"
ANSWER = (
    f"Kiitos haasteesta ”{TAKEN}”. Ennen julkaisua tarvitsemme vielä tarkennusta: ketä ongelma koskee, mitä on jo "
    "kokeiltu ja mistä näkee, että se on ratkennut. Täydentäkää kuvausta ja lähettäkää haaste uudelleen."
)
MOST_TABS = 80


def row_of(person: Person, title: str) -> Locator:
    return person.page.get_by_role("link", name=title, exact=True)


def goes_to(person: Person, title: str) -> None:
    """By the key j alone, from the top of the page."""
    row = row_of(person, title)
    for _step in range(person.page.locator("[data-row]").count()):
        person.page.keyboard.press("j")
        if row.evaluate("(link) => link === document.activeElement"):
            break
    expect(row).to_be_focused()


def tabs_to(person: Person, target: Locator) -> None:
    for _tab in range(MOST_TABS):
        person.page.keyboard.press("Tab")
        if target.evaluate("(each) => each === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {target}")


def state_of(instance: Instance, title: str) -> str:
    return str(instance.value("SELECT state FROM challenges_challenge WHERE title = %s", title))


@pytest.mark.usefixtures("finds_nothing")
def test_a_coordinator_clears_the_queue_by_keyboard_alone(town: Town, instance: Instance) -> None:
    coordinator = town.person(COORDINATOR)
    takes_one(coordinator, instance)
    publishes_one(coordinator, instance)
    returns_it_with_a_text(coordinator, instance)
    turns_the_keys_off(coordinator)


def takes_one(coordinator: Person, instance: Instance) -> None:
    coordinator.open(QUEUE)
    boxes = coordinator.page.locator("[name=haaste]")
    coordinator.page.get_by_label("Valitse kaikki").check()
    assert all(box.is_checked() for box in boxes.all())
    coordinator.page.get_by_label("Valitse kaikki").uncheck()
    goes_to(coordinator, TAKEN)
    coordinator.page.keyboard.press("x")
    expect(coordinator.page.get_by_label(f"Valitse {TAKEN}")).to_be_checked()
    with coordinator.page.expect_navigation():
        coordinator.page.keyboard.press("a")
    expect(row_of(coordinator, TAKEN)).to_be_focused()
    told = instance.value(
        """SELECT u.name FROM curation_screening s JOIN accounts_user u ON u.id = s.assignee_id
        JOIN challenges_challenge c ON c.id = s.challenge_id WHERE c.title = %s""",
        TAKEN,
    )
    assert told == COORDINATOR


def publishes_one(coordinator: Person, instance: Instance) -> None:
    coordinator.open(QUEUE)
    goes_to(coordinator, PUBLISHED)
    with coordinator.page.expect_navigation():
        coordinator.page.keyboard.press("Enter")
    coordinator.eye.look(coordinator.page, coordinator.name)
    tabs_to(coordinator, coordinator.page.locator('form[action$="/siirra/published/"] button'))
    with coordinator.page.expect_navigation():
        coordinator.page.keyboard.press("Enter")
    assert state_of(instance, PUBLISHED) == "open"
    coordinator.open(QUEUE)
    expect(row_of(coordinator, PUBLISHED)).to_have_count(0)


def returns_it_with_a_text(coordinator: Person, instance: Instance) -> None:
    goes_to(coordinator, TAKEN)
    page = coordinator.page
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tabs_to(coordinator, page.locator("summary", has_text="Palauta"))
    page.keyboard.press("Enter")
    tabs_to(coordinator, page.get_by_role("link", name="Täydennettävää"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#syy-returned")).to_have_value(ANSWER)
    page.locator("#syy-returned").focus()  # the address leads there; autofocus is the browser's to keep
    tabs_to(coordinator, page.locator('form[action$="/siirra/returned/"] button'))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert state_of(instance, TAKEN) == "returned"


def turns_the_keys_off(coordinator: Person) -> None:
    """Whoever speaks to the computer, or has a tremor, is not moved about by single letters (WCAG 2.1.4)."""
    coordinator.open(QUEUE)
    page = coordinator.page
    page.keyboard.press("?")
    switch = page.locator("[data-keys-on]")
    tabs_to(coordinator, switch)
    page.keyboard.press("Space")
    page.keyboard.press("j")
    expect(switch).to_be_focused()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).not_to_be_focused()
