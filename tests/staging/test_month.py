"""The pipeline as a calendar: what falls on the days of a month, whoever looks and whatever month they ask for."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from experiments.staging.monthly import Month
from mint import clock
from mint.isolation import context
from tests.rows.follow_up import make_rounds
from tests.rows.staging import guard

MONDAY = date(2027, 2, 15)


@pytest.fixture(autouse=True)
def _a_day_in_february():
    with clock.set_to(clock.at(MONDAY, 9)):
        yield


def url(query="", slug="university"):
    return reverse("staging:calendar", args=[slug]) + query


def shown(browser, query="", slug="university"):
    """{day: [what happens]} of the month's page."""
    answer = browser.get(url(query, slug))
    assert answer.status_code == 200
    found = [event for week in answer.context["weeks"] for day in week for event in day.events]
    return {event.on.day: [other.what for other in found if other.on == event.on] for event in found}


def test_a_month_has_what_begins_ends_is_looked_at_again_and_may_pass_a_gate(template, standing, world, log_in):
    kept = template(half=[guard("date", "entered", key="viikko", count=10)])
    standing("planning", kept, starts_on=date(2027, 2, 1), ends_on=date(2027, 3, 1))
    standing(
        "paused", kept, "half", starts_on=date(2026, 12, 1), ends_on=date(2027, 2, 26), review_on=date(2027, 2, 20)
    )
    running = standing("running", kept, starts_on=date(2026, 12, 1), ends_on=date(2027, 4, 1))
    followed = standing("follow_up", kept, decision="scale", decided_at=clock.now() - timedelta(days=80))
    with context.system("test"):
        due = make_rounds(followed)[0].due_on
        entered = clock.day_of(running.visits.get().entered_at)
    gate = entered + timedelta(days=10)
    found = shown(log_in("curator"))
    assert found[1] == ["Alkaa"]
    assert found[20] == ["Tauko katsotaan uudelleen"]
    assert found[26] == ["Päättyy"]
    assert found[due.day] == ["Seuranta 3 kuukauden kohdalla"]
    assert [what.startswith("Vaiheen") for what in found[gate.day]] == [True]
    assert found.keys() == {1, 20, 26, due.day, gate.day}
    assert shown(log_in("curator"), "?kuukausi=2027-03") == {1: ["Päättyy"]}
    assert shown(log_in("other_curator"), slug="other-university") == {}


@pytest.mark.parametrize(
    "query", ["", "?kuukausi=", "?kuukausi=2027-13", "?kuukausi=1999-01", "?kuukausi=x", "?malli=x"]
)
def test_what_is_no_month_is_this_month(query, log_in):
    answer = log_in("coordinator").get(url(query, "municipality"))
    assert (answer.status_code, answer.context["month"].first) == (200, date(2027, 2, 1))
    assert 'href="?kuukausi=2027-01"' in answer.content.decode()
    assert 'href="?kuukausi=2027-03"' in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "weeks", "ends"),
    [
        (date(2027, 2, 1), 4, (date(2027, 2, 1), date(2027, 2, 28))),
        (date(2026, 12, 1), 5, (date(2026, 11, 30), date(2027, 1, 3))),
        (date(2027, 8, 1), 6, (date(2027, 7, 26), date(2027, 9, 5))),
    ],
)
def test_a_month_is_whole_weeks_from_monday(first, weeks, ends):
    month = Month(first)
    found = month.weeks([], MONDAY)
    assert (len(found), {len(week) for week in found}) == (weeks, {7})
    assert (found[0][0].on, found[-1][-1].on) == ends
    assert (month.before.day, month.after.day, month.after - month.last) == (1, 1, timedelta(days=1))
    assert sum(day.is_within for week in found for day in week) == month.last.day


def test_only_those_who_answer_for_experiments_see_it(log_in):
    assert log_in("editor").get(url(slug="company")).status_code == 403
