"""The municipality's coordinator: reads the queue, returns one challenge, publishes another from the board."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import story
from tests.browser.company import state_of
from tests.browser.instance import Instance
from tests.browser.person import Person

REASON = "Kertokaa vielä, montako mökkiä on mukana ja mitä yksi hälytysajo maksaa."


def returns_it_with_a_reason(coordinator: Person, challenge: int, instance: Instance) -> None:
    """From the queue of what waits."""
    coordinator.open(f"/fi/t/{story.MUNICIPALITY}/jono/")
    coordinator.follow(f"/haasteet/{challenge}/")
    coordinator.sees(story.PROBLEM)
    coordinator.send("/siirra/returned/", reason=REASON)
    assert state_of(instance, challenge) == "returned"


def publishes_it_by_keyboard(coordinator: Person, challenge: int, instance: Instance) -> None:
    """The board's card has a menu of its own: Enter opens it, Tab goes to the column, Enter moves the card there."""
    coordinator.open(f"/fi/t/{story.MUNICIPALITY}/haasteet/")
    page = coordinator.page
    card = page.locator(f"#k{challenge}")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.locator('[data-move="open"]')).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.locator('[data-move="open"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-col="open"] #k{challenge}')).to_be_visible()
    expect(page.locator(".toasts")).to_contain_text("Haaste on julkinen.")
    expect(page.locator("#live")).to_contain_text("Haaste on julkinen.")
    expect(card.locator("summary")).to_be_focused()
    assert state_of(instance, challenge) == "open"
    coordinator.eye.look(page, coordinator.name)


def publishes_a_factor(coordinator: Person, instance: Instance) -> int:
    """An attraction factor with where it comes from; the municipality's public page shows it."""
    coordinator.open(f"/fi/t/{story.MUNICIPALITY}/vetovoima/")
    coordinator.follow("/vetovoima/uusi/")
    coordinator.submit(
        category=coordinator.page.locator('[name="category"] option').last.get_attribute("value"),
        name=story.FACTOR,
        description="Joka neljäs mökki on talviasuttava, ja huolto tulee samana päivänä.",
        indicator="Talviasuttavat vapaa-ajan asunnot",
        unit="asuntoa",
        baseline="1 100",
        target="1 400",
        value="1 180",
        value_on=story.day(-10),
        source="Kunnan rakennusrekisteri",
        next_check_on=story.day(200),
    )
    factor = coordinator.number
    coordinator.send(f"/vetovoima/{factor}/published/")
    assert instance.value("SELECT state FROM municipalities_attractionfactor WHERE id = %s", factor) == "published"
    return factor


def shows_it_to_everybody(visitor: Person) -> None:
    visitor.open(f"/fi/kunnat/{story.MUNICIPALITY}/")
    visitor.sees(story.FACTOR)
    visitor.sees("Kunnan rakennusrekisteri")
