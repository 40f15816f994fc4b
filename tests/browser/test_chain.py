"""The whole chain, from the company's phone to the funder's report, as seven people walk it in a browser."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.browser import company, coordinator, experimenting, files, following, partner, placing, reporting, story
from tests.browser.instance import Instance
from tests.browser.person import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_challenge_goes_from_a_phone_to_the_funders_report(
    town: Town, instance: Instance, tmp_path: Path, finds_nothing: None
) -> None:
    before = reporting.figures(instance)
    owner = town.person(story.OWNER, phone=True)
    host = town.person(story.COORDINATOR)
    challenge = published(owner, host, instance)
    match = agreed(owner, town.person(story.TEACHER), challenge, instance)
    curator = town.person(story.CURATOR)
    experiment = tried(owner, curator, match, instance)
    experimenting.is_shown_to_everybody(town.visitor(), owner, experiment)
    followed_up(town, curator, experiment, instance)
    placed(host, town.person(story.STUDENT), curator, experiment, instance)
    coordinator.publishes_a_factor(host, instance)
    coordinator.shows_it_to_everybody(town.visitor())
    reported(town.person(story.MANAGER), before, tmp_path, instance)


def published(owner: Person, host: Person, instance: Instance) -> int:
    """Steps 1 and 2: submitted on a phone, returned once, corrected, published from the board."""
    challenge = company.submits_a_challenge(owner, instance)
    coordinator.returns_it_with_a_reason(host, challenge, instance)
    company.corrects_what_was_returned(owner, challenge, coordinator.REASON)
    coordinator.publishes_it_by_keyboard(host, challenge, instance)
    return challenge


def agreed(owner: Person, teacher: Person, challenge: int, instance: Instance) -> int:
    """Step 3: interest, answer, contacts, agreement."""
    match = partner.tells_of_the_interest(teacher, challenge, instance)
    company.answers_the_interest(owner, match)
    partner.sees_the_contact(teacher, match)
    company.agrees_on_an_experiment(owner, match, instance)
    return match


def tried(owner: Person, curator: Person, match: int, instance: Instance) -> int:
    """Step 4: plan, four eyes, measurements, result, decision."""
    experiment = experimenting.begins_it(owner, match, instance)
    experimenting.plans_it(owner, experiment, instance)
    experimenting.approves_it(curator, experiment, instance)
    experimenting.runs_and_measures_it(owner, experiment, instance)
    experimenting.evaluates_and_decides(owner, experiment, instance)
    return experiment


def followed_up(town: Town, curator: Person, experiment: int, instance: Instance) -> None:
    """What became of it: a reply by a mailed link, from somebody without an account."""
    following.begins_the_follow_up(curator, experiment)
    following.months_go_by(curator, experiment, instance)
    following.is_answered_by_the_link(town, experiment, instance)
    following.is_told(curator, experiment)


def placed(host: Person, student: Person, school: Person, experiment: int, instance: Instance) -> None:
    """Step 5: open, apply, choose, agree, run, finish."""
    placement = placing.opens_a_place(host, experiment, instance)
    application = placing.applies(student, placement, instance)
    placing.chooses(host, student, placement, application)
    placing.three_confirm(host, student, school, application, instance)
    placing.starts(host, placement, instance)
    placing.reports_and_is_credited(student, school, application)
    placing.finishes(host, placement, instance)


def reported(manager: Person, before: dict[str, Decimal], folder: Path, instance: Instance) -> None:
    """Step 7: built in the background, counted again in every form, approved and locked."""
    report = reporting.builds_it(manager, instance)
    reporting.writes_the_sections(manager, report)
    shown = reporting.sees_the_figures(manager, instance, before)
    reporting.opens_the_rows(manager, report)
    kept = reporting.downloads(manager, folder)
    assert files.of_workbook(kept[".xlsx"]) == shown
    assert files.of_csv(kept[".csv"]) == shown
    assert story.TITLE in files.records(kept[".xlsx"], "MINT01")
    text = files.text_of(kept[".pdf"])
    assert [figure.name for figure in shown.values() if not files.says(text, figure)] == []
    assert story.EXPERIMENT in text
    assert files.is_tagged(kept[".pdf"])
    reporting.approves_and_locks(manager, report, instance)
