"""What waits says since when, and what is late says so in words and not by colour alone."""

import re
from datetime import timedelta

import pytest

from challenges.after import promised_on
from challenges.states import State
from mint import clock
from mint.isolation import context
from mint.notifications.duties import Duty
from tests.factories import ChallengeFactory


@pytest.fixture
def waiting(world):
    def make(days):
        with context.system("test"):
            sent = clock.now() - timedelta(days=days)
            return ChallengeFactory(
                organisation=world.company, project=world.project, state=State.IN_REVIEW, submitted_at=sent
            )

    return make


@pytest.mark.parametrize("page", ["", "jono/"])
@pytest.mark.parametrize(("days", "is_late"), [(1, False), (20, True)])
def test_an_answer_promised_and_not_given_is_marked_late_with_its_day(page, days, is_late, waiting, log_in):
    promised = promised_on(waiting(days))
    html = log_in("coordinator").get(f"/en/t/municipality/{page}").content.decode()
    late = (clock.today() - promised).days
    assert (f"{late} days late" in html, 'class="late"' in html) == (is_late, is_late)
    assert f"{promised:%-d %b %Y}" in html


def test_the_queue_says_how_many_wait_and_leads_to_the_oldest(waiting, log_in):
    oldest, _newer = waiting(12), waiting(2)
    html = log_in("curator").get("/en/t/university/jono/").content.decode()
    assert ("2 challenges wait." in html, html.count("Review the next one"), "12 days<br>" in html) == (True, 1, True)
    (first,) = re.findall(r'<a class="btn[^"]*" href="[^"]*/haasteet/(\d+)/[^"]*">[^/]*Review the next one', html)
    assert int(first) == oldest.pk


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (3, 3)])
def test_a_duty_is_late_from_the_day_after_it_was_due(days, late):
    duty = Duty("", "", "", "", due_on=clock.today() - timedelta(days=days))
    assert (duty.days_late, Duty("", "", "", "").days_late) == (late, 0)
