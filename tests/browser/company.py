"""The company's owner, on a phone: submits a challenge, answers a partner, runs the experiment."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import story
from tests.browser.instance import Instance
from tests.browser.person import Person


def submits_a_challenge(owner: Person, instance: Instance) -> int:
    """Three short steps; returns the number of the challenge."""
    owner.open("/fi/haasteet/ilmoita/")
    writes_the_problem(owner, instance)
    owner.submit(
        outcome=story.OUTCOME,
        needs=["resource", "method"],
        themes=["seasonal-residents", "digital-services"],
        deadline_on=story.day(30),
        ip_terms="solver",
        data_terms="none",
        confidential="Hälytysajon kate on 12 euroa.",
    )
    assert owner.path.endswith("/tarkista/")
    for text in (story.TITLE, story.AFFECTED, story.OUTCOME, story.finnish(30)):
        owner.sees(text)
    number = owner.number
    owner.send("/siirra/submitted/")
    owner.sees(story.TITLE)
    assert state_of(instance, number) == "in_review"
    return number


def writes_the_problem(owner: Person, instance: Instance) -> None:
    """Saved from the first keystroke; what is missing is said once, above and beside the field."""
    page = owner.page
    page.locator('[name="title"]').press_sequentially(story.TITLE[:20])
    expect(page.locator(".saved")).to_contain_text(re.compile(r"\d+\.\d\d"), timeout=10_000)
    drafts = "SELECT count(*) FROM challenges_challenge WHERE state = 'draft' AND title = %s"
    assert instance.value(drafts, story.TITLE[:20]) == 1
    owner.submit(title=story.TITLE, problem="", affected="")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(2)
    assert page.title().startswith("Virhe:")
    owner.submit(problem=story.PROBLEM, affected=story.AFFECTED)
    assert page.locator(".error-summary").count() == 0
    assert instance.value("SELECT count(*) FROM challenges_challenge WHERE title = %s", story.TITLE) == 1


def corrects_what_was_returned(owner: Person, challenge: int, reason: str) -> None:
    """Reads the reason, adds what was asked, and sends it again."""
    owner.open(f"/fi/t/{story.COMPANY}/")
    owner.follow(f"*/haasteet/{challenge}/")
    owner.sees(reason)
    owner.open(f"/fi/t/{story.COMPANY}/haasteet/{challenge}/kuvaus/1/")
    owner.submit(affected=f"{story.AFFECTED} Hälytysajo maksaa 90 euroa.")
    owner.submit()
    owner.send("/siirra/submitted/")


def answers_the_interest(owner: Person, match: int) -> None:
    """Sees who asks and what they say, not yet whom to call; accepts, and both contacts appear."""
    owner.open(f"/fi/t/{story.COMPANY}/")
    owner.follow(f"*/yhteensovitus/{match}/")
    owner.sees("Kaksi ryhmää voi aloittaa")
    owner.does_not_see("pirjo.vainio@")
    owner.send("/siirra/accepted/")
    owner.sees("pirjo.vainio@")


def agrees_on_an_experiment(owner: Person, match: int, instance: Instance) -> None:
    owner.send("/siirra/discussed/")
    owner.send("/siirra/agreed/", agreement="experiment")
    assert instance.value("SELECT state FROM matching_match WHERE id = %s", match) == "agreed"


def state_of(instance: Instance, challenge: int) -> str:
    return str(instance.value("SELECT state FROM challenges_challenge WHERE id = %s", challenge))
