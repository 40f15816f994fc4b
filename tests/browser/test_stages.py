"""A curator edits a stage template without scripts, previews and publishes it, and a running case stays where it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Blind
from tests.browser.instance import Instance
from tests.browser.person import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CURATOR, SCHOOL, CASE = "Sanna Virta", "lut", "Tyhjennys tarpeen mukaan"
TEMPLATE, HALF = "Tutkimuskokeilun malli", "Puolivälin tarkistus"
WHERE = """SELECT v.number, s.staff_fi FROM staging_visit i JOIN staging_version v ON v.id = i.version_id
    JOIN staging_stage s ON s.id = i.stage_id JOIN experiments_experiment e ON e.id = i.experiment_id
    WHERE e.title = %s AND i.left_at IS NULL"""
MOST_TABS = 120


def test_a_curator_edits_a_stage_template_and_a_running_case_stays(town: Town, instance: Instance) -> None:
    plain = Town(town.browser, town.url, Blind(), scripts=False)
    before = instance.rows(WHERE, CASE)
    assert before == [(1, "Käynnissä")]
    curator = plain.person(CURATOR)
    edits_a_stage(curator)
    sees_what_it_would_mean(curator)
    publishes_it(curator)
    assert instance.rows(WHERE, CASE) == before
    moves_the_case_with_a_reason(curator, instance)
    assert instance.rows(WHERE, CASE) == [(2, "Käynnissä")]


def edits_a_stage(curator: Person) -> None:
    curator.open(f"/fi/t/{SCHOOL}/vaihemallit/")
    row = curator.page.locator("section.panel").filter(has_text=TEMPLATE)
    curator.press(row.get_by_role("link", name="Muokkaa version 2 luonnosta"))
    stage = curator.page.locator("main li.panel").filter(has_text=HALF)
    curator.press(stage.locator('a[href*="/vaihe/"]'))
    curator.submit(staff_fi="Välitarkistus", staff_sv="Mellangranskning", staff_en="Interim check", days="14")
    curator.sees("Välitarkistus")
    added = curator.page.locator("main li.panel").filter(has_text="Välitarkistus")
    curator.press(added.locator('form[action*="/lisaa/"] button'))
    curator.submit(staff_fi="Loppumittaus", rivit__0__kind="measurements", rivit__0__count="8")
    curator.sees("8 mittausta")


def sees_what_it_would_mean(curator: Person) -> None:
    curator.follow("/esikatselu/")
    case = curator.page.locator("main tbody tr").filter(has_text=CASE)
    expect(case).to_contain_text("5 mittausta")


def publishes_it(curator: Person) -> None:
    curator.submit(note="Välitarkistus aikaistuu, ja loppumittaus saa oman vaiheensa.")
    curator.sees("Versio 2 on käytössä")


def moves_the_case_with_a_reason(curator: Person, instance: Instance) -> None:
    number = instance.value("SELECT id FROM experiments_experiment WHERE title = %s", CASE)
    curator.open(f"/fi/t/{SCHOOL}/kokeilut/{number}/")
    curator.sees("Mallista on uudempi versio (2)")
    curator.follow("/vaihemalli/")
    curator.submit(reason="Uusi välitarkistus sopii tähän kokeiluun.")
    curator.sees("Uusi välitarkistus sopii tähän kokeiluun.", within="body")


def tabs_to(person: Person, text: str) -> None:
    for _tab in range(MOST_TABS):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("document.activeElement.textContent").strip().startswith(text):
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {text}")


@pytest.mark.usefixtures("finds_nothing")
def test_the_pipeline_is_walked_by_keyboard_alone(town: Town) -> None:
    curator = town.person(CURATOR)
    curator.open(f"/fi/t/{SCHOOL}/kokeilut/taulu/")
    curator.open(f"/fi/t/{SCHOOL}/kokeilut/vaiheittain/")
    tabs_to(curator, CASE)
    with curator.page.expect_navigation():
        curator.page.keyboard.press("Enter")
    curator.eye.look(curator.page, curator.name)
    tabs_to(curator, "Avaa portti")
    with curator.page.expect_navigation():
        curator.page.keyboard.press("Enter")
    curator.eye.look(curator.page, curator.name)
    curator.sees("Ohjausryhmän edustaja puoltaa jatkoa")
