"""Three score, one steps aside; the decision is released, and each proposer reads their own feedback only."""

from __future__ import annotations

import re
import time

import pytest

from tests.browser.instance import Instance
from tests.browser.person import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FEEDBACK = "Palaute numero {}, perusteltu ja kohtelias."
OWNERS = {"Saana Saari": 0, "Kati Kuva": 1}
PATIENCE = 60  # seconds for the worker


@pytest.mark.usefixtures("finds_nothing")
def test_three_score_one_steps_aside_and_each_proposer_reads_their_own(town: Town, instance: Instance) -> None:
    call = int(instance.value("SELECT id FROM challenges_challenge WHERE title LIKE %s", "Patsaspuiston%"))
    juror = town.person("Ritva Korpela", phone=True)
    first, second = sheets_of(juror)
    juror.open(first)
    juror.page.locator("summary", has_text="Olen esteellinen").click()
    juror.press(juror.page.get_by_role("button", name="Väisty"))
    assert juror.page.locator(f'main a[href="{first}"]').count() == 0
    score(juror, second)
    successor = town.person(who_scores_now(instance))
    for sheet in sheets_of(successor):
        if (
            instance.value("SELECT state FROM evaluation_assignment WHERE id = %s", int(sheet.split("/")[-2]))
            == "given"
        ):
            score(successor, sheet)
    coordinator = town.person("Heikki Suvanto")
    end_the_scoring(coordinator, instance, call)
    decide(coordinator, call)
    assert states(instance, call) == ["shortlisted"] * 3
    coordinator.press(coordinator.page.get_by_role("button", name="Julkista päätös kaikille"))
    assert states(instance, call) == ["selected", "not_selected", "not_selected"]
    reads_their_own(town, instance, call)


def sheets_of(person: Person) -> list[str]:
    person.open("/fi/arvioinnit/")
    addresses = person.page.locator("main a[href]").evaluate_all("(all) => all.map((e) => e.getAttribute('href'))")
    return [address for address in addresses if re.fullmatch(r"/fi/arvioinnit/\d+/", address)]


def score(person: Person, sheet: str) -> None:
    person.open(sheet)
    for group in person.page.locator("form[data-autosave] fieldset").all():
        group.locator("input[type=radio]").nth(4).check()
    for field in person.page.locator("form[data-autosave] textarea").all():
        field.fill("Selkeä ja uskottava ehdotus.")
    person.press(person.page.get_by_role("button", name="Lähetä pisteet"))


def who_scores_now(instance: Instance) -> str:
    """The worker has given what was stepped aside from to somebody else."""
    waits = (
        "SELECT u.name FROM evaluation_assignment a JOIN accounts_user u ON u.id = a.user_id "
        "WHERE a.state = 'given' AND u.name <> 'Ritva Korpela'"
    )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := instance.rows(waits):
            return str(found[0][0])
        time.sleep(0.5)
    raise AssertionError("nobody was given the case")


def end_the_scoring(coordinator: Person, instance: Instance, call: int) -> None:
    phase = int(instance.value("SELECT id FROM evaluation_phase WHERE challenge_id = %s", call))
    coordinator.open(f"/fi/t/parikkala/arvioinnit/{phase}/")
    coordinator.press(coordinator.page.get_by_role("button", name="Päätä pisteytys"))


def decide(coordinator: Person, call: int) -> None:
    coordinator.open(f"/fi/t/parikkala/haasteet/{call}/paatos/")
    for number, group in enumerate(coordinator.page.locator("main fieldset").all()):
        group.locator("input[type=radio]").nth(2 if number else 0).check()
    for number, field in enumerate(coordinator.page.locator("main textarea").all()):
        field.fill(FEEDBACK.format(number))
    coordinator.press(coordinator.page.get_by_role("button", name="Tallenna"))


def states(instance: Instance, call: int) -> list[str]:
    rows = instance.rows(
        "SELECT state FROM proposals_proposal WHERE challenge_id = %s AND state NOT IN ('draft', 'rejected') "
        "ORDER BY submitted_at, id",
        call,
    )
    return [state for (state,) in rows]


def reads_their_own(town: Town, instance: Instance, call: int) -> None:
    """Of the three in the order of sending: which is whose, and whose feedback is where."""
    proposals = instance.rows(
        "SELECT p.id, u.name FROM proposals_proposal p JOIN accounts_user u ON u.id = p.author_id "
        "WHERE p.challenge_id = %s AND p.state IN ('selected', 'not_selected') ORDER BY p.submitted_at, p.id",
        call,
    )
    for number, (pk, name) in enumerate(proposals):
        if name not in OWNERS:
            continue
        proposer = town.person(name)
        proposer.open(f"/fi/ehdotukset/{pk}/")
        proposer.sees(FEEDBACK.format(number))
        for other in {0, 1, 2} - {number}:
            proposer.does_not_see(FEEDBACK.format(other))
