"""A university's teacher: sees which challenges suit, says why, and tells of the interest."""

from __future__ import annotations

from tests.browser import story
from tests.browser.instance import Instance
from tests.browser.person import Person

MESSAGE = "Kaksi ryhmää voi aloittaa tammikuussa: haastattelemme mökkiläiset ja teemme tilausviestin luonnoksen."


def tells_of_the_interest(teacher: Person, challenge: int, instance: Instance) -> int:
    """Ranked among what suits, with reasons in sentences; returns the number of the match."""
    teacher.open(f"/fi/t/{story.UNIVERSITY}/yhteensovitus/")
    need = instance.value("SELECT id FROM matching_need WHERE subject_id = %s ORDER BY id DESC LIMIT 1", challenge)
    row = teacher.page.locator("main article").filter(has_text=story.TITLE)
    assert row.locator("li").count() >= 2, "the challenge is not among what suits, or has no reasons"
    teacher.follow(f"*/haasteet/{challenge}-")
    teacher.sees("/100")
    assert teacher.page.locator(".why li").count() >= 4
    teacher.follow(f"/kiinnostus/{need}/")
    teacher.sees("/100")
    teacher.submit(message=MESSAGE)
    match = teacher.number
    assert instance.value("SELECT state FROM matching_match WHERE id = %s", match) == "interest"
    teacher.does_not_see("unto.rantala@")
    return match


def sees_the_contact(teacher: Person, match: int) -> None:
    teacher.open(f"/fi/t/{story.UNIVERSITY}/yhteensovitus/{match}/")
    teacher.sees("unto.rantala@")
