"""A company that has never been here submits a challenge on a phone, its details filled in by its number or typed by hand."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser import story
from tests.browser.instance import Instance
from tests.browser.person import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_SECONDS = 300  # of clicks and typing, from the first page to the coordinator's queue
IN_REGISTER, NAME = "9900217-9", "Keksitty Maatilamatkailu Ky"
SOLE_TRADER, TYPED = "9900900-4", "Keksitty Nuohous Tmi"


@pytest.mark.parametrize(("business_id", "name", "is_known"), [(IN_REGISTER, NAME, True), (SOLE_TRADER, TYPED, False)])
@pytest.mark.usefixtures("finds_nothing")
def test_a_new_company_submits_on_a_phone_in_five_minutes(
    town: Town, instance: Instance, *, business_id: str, name: str, is_known: bool
) -> None:
    began, visitor = time.monotonic(), town.visitor("owner of a new company", phone=True)
    title = f"Miten {name} saa sesongin ulkopuolella asiakkaita?"
    writes_it(visitor, title)
    says_who(visitor, business_id, name, is_known=is_known)
    enters_the_code(visitor, instance, business_id)
    sends_it(visitor)
    found = """SELECT c.state, o.name, m.slug FROM challenges_challenge c JOIN tenancy_organisation o
        ON o.id = c.organisation_id JOIN places_municipality m ON m.id = c.municipality_id WHERE c.title = %s"""
    assert instance.rows(found, title) == [("in_review", name, "savitaipale")]
    assert time.monotonic() - began < MOST_SECONDS


def writes_it(visitor: Person, title: str) -> None:
    visitor.open("/fi/haasteet/ilmoita/")
    visitor.follow("/ilmoita/1/")
    is_told_of_a_text_that_is_too_long(visitor)
    visitor.submit(title=title, problem=story.PROBLEM, affected=story.AFFECTED)
    visitor.submit(
        outcome=story.OUTCOME, needs=["method"], deadline_on=story.day(30), ip_terms="solver", data_terms="none"
    )
    visitor.follow("/yhteystiedot/")


def is_told_of_a_text_that_is_too_long(visitor: Person) -> None:
    """What is pasted stays whole."""
    area = visitor.page.locator('[name="problem"]')
    paste = "each => { each.value = 'x'.repeat(+each.dataset.most + 3); each.dispatchEvent(new Event('input', {bubbles: true})) }"
    area.evaluate(paste)
    expect(visitor.page.locator(".left--over")).to_contain_text("3")
    area.evaluate("each => { each.value = '' }")


def says_who(visitor: Person, business_id: str, name: str, *, is_known: bool) -> None:
    """One button asks the register; what it does not know is typed, and nothing is in the way."""
    form = visitor.page.locator('form[action$="/yhteystiedot/"]')
    visitor.fill(form, email=f"omistaja-{business_id}@example.test", person="Outi Keksitty", business_id=business_id)
    visitor.page.locator('[formaction$="/tunnus/"], [hx-post$="/tunnus/"]').first.click()
    if is_known:
        expect(visitor.page.locator('[name="name"]')).to_have_value(name)
        visitor.sees("keksitty yritys")
        visitor.eye.look(visitor.page, visitor.name)
    else:
        visitor.sees(re.compile("käsin"))
        visitor.fill(
            name=name, municipality=visitor.page.locator("option", has_text="Savitaipale").get_attribute("value")
        )
    expect(visitor.page.locator('[name="person"]')).to_have_value("Outi Keksitty")
    visitor.press(form.get_by_role("button", name="Lähetä koodi"))


def enters_the_code(visitor: Person, instance: Instance, business_id: str) -> None:
    mail = 'SELECT text FROM outbox_mail WHERE "to" = %s ORDER BY id DESC LIMIT 1'
    text = str(instance.value(mail, f"omistaja-{business_id}@example.test"))
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", text, re.MULTILINE)
    assert code, text
    visitor.send("/code/confirm/", code=code.group(1))


def sends_it(visitor: Person) -> None:
    assert visitor.path.endswith("/tarkista/")
    visitor.send("/siirra/submitted/")
