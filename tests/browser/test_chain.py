"""The whole chain, from the company's phone to the funder's report, as it is walked in a browser."""

from __future__ import annotations

import pytest

from tests.browser import company, coordinator, partner, story
from tests.browser.instance import Instance
from tests.browser.person import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_challenge_goes_from_a_phone_to_the_funders_report(
    town: Town, instance: Instance, finds_nothing: None
) -> None:
    owner = town.person(story.OWNER, phone=True)
    aino = town.person(story.COORDINATOR)
    challenge = company.submits_a_challenge(owner, instance)
    coordinator.returns_it_with_a_reason(aino, challenge, instance)
    company.corrects_what_was_returned(owner, challenge, coordinator.REASON)
    coordinator.publishes_it_by_keyboard(aino, challenge, instance)
    teacher = town.person(story.TEACHER)
    match = partner.tells_of_the_interest(teacher, challenge, instance)
    company.answers_the_interest(owner, match)
    partner.sees_the_contact(teacher, match)
    company.agrees_on_an_experiment(owner, match, instance)
