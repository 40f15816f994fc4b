"""Measured minutes: the server's clock alone counts, and nothing that is sent makes them more than has passed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from challenges.models import Challenge
from companies.effort import measuring
from companies.effort.models import Sitting
from mint import clock
from mint.isolation import context
from mint.links.models import WaitingDraft
from tests.challenges.test_brief import FIRST, HTMX, second
from tests.challenges.test_start import ask_for_code, enter_code
from tests.challenges.test_start import url as start_url

BEGAN = datetime.now(UTC).replace(microsecond=0)  # by the database's clock too; a page carries whole seconds


@pytest.fixture
def at(monkeypatch):
    """Let it be so many seconds after the beginning."""

    def set_to(seconds):
        monkeypatch.setattr(clock, "now", lambda: BEGAN + timedelta(seconds=seconds))

    set_to(0)
    return set_to


@pytest.fixture
def measured(world, acting_as, at):
    """Open at `opened` (an address carried by the page), save at each moment; the seconds that were counted."""

    def measure(sent, *moments, goes_on=False):
        with acting_as("editor"):
            for moment in moments:
                at(moment)
                own = {"organisation_id": world.company.pk, "sent": sent, "goes_on": goes_on}
                measuring.measure("challenge.problem", 7, **own)
        return sittings()

    return measure


def sittings():
    with context.system("test"):
        return list(Sitting.objects.order_by("pk").values_list("kind", "seconds", "finished_at"))


def opened_in(response):
    return re.search(r'name="opened" value="([^"]+)"', response.content.decode()).group(1)


def test_the_time_from_opening_to_saving_is_counted(measured):
    assert measured(measuring.opened_now(), 70) == [("challenge.problem", 70, None)]


def test_each_saving_adds_what_has_passed_since_the_last_one(measured):
    assert measured(measuring.opened_now(), 30, 32, 32, 90)[0][1] == 90


def test_who_was_away_is_counted_for_five_minutes(measured):
    assert measured(measuring.opened_now(), 3600, 3660)[0][1] == 300 + 60


def test_a_page_sent_again_and_from_two_tabs_adds_no_more_than_has_passed(measured, at):
    first = measuring.opened_now()
    at(40)
    other = measuring.opened_now()
    measured(first, 60)
    measured(other, 61)
    assert measured(first, 62, 62, 62)[0][1] == 62


def test_coming_back_to_a_step_counts_from_its_new_opening(measured, at):
    measured(measuring.opened_now(), 60, goes_on=True)
    at(200)
    assert measured(measuring.opened_now(), 230)[0][1] == 90


@pytest.mark.parametrize(
    "sent",
    ["", "x", "a\0b", "9" * 1_000_000, "1764493200", signing.Signer(salt="other").sign("1764493200"),
     signing.Signer(salt="companies.effort").sign("no number")],
)  # fmt: skip
def test_a_moment_that_we_have_not_signed_counts_nothing(measured, sent):
    assert measured(sent, 60) == []


def test_a_moment_ahead_of_the_clock_counts_nothing(measured, at):
    at(1000)
    ahead = measuring.opened_now()
    assert measured(ahead, 60) == []


def test_the_wizard_of_a_company_measures_each_step(log_in, at, world):
    browser = log_in("editor")
    new = browser.get(reverse("challenges:new", args=["company"]), follow=True)
    key = re.search(r'name="key" value="([^"]+)"', new.content.decode()).group(1)
    at(50)
    browser.post(reverse("challenges:new", args=["company"]), {**FIRST, "key": key, "opened": opened_in(new)})
    with context.system("test"):
        made = Challenge.objects.get(form_key=key)
    step = reverse("challenges:step", args=["company", made.pk, 2])
    at(60)
    sent = {**second(), "opened": opened_in(browser.get(step))}
    at(80)
    browser.post(step, {**sent, "version": made.version}, **HTMX)
    at(100)
    browser.post(step, {**sent, "version": made.version + 1})
    check = browser.get(reverse("challenges:check", args=["company", made.pk]))
    at(115)
    browser.post(reverse("challenges:move", args=["company", made.pk, "submitted"]), {"opened": opened_in(check)})
    found = [(kind, seconds, ended is not None) for kind, seconds, ended in sittings()]
    assert found == [("challenge.problem", 50, True), ("challenge.sought", 40, True), ("challenge.check", 15, True)]


def test_a_step_that_comes_back_with_an_error_was_opened_when_it_was_opened(log_in, at, world):
    browser = log_in("editor")
    address = reverse("challenges:new", args=["company"])
    sent = opened_in(browser.get(address, follow=True))
    at(90)
    refused = browser.post(address, {"title": "", "opened": sent})
    assert (refused.status_code, opened_in(refused)) == (422, sent)


def test_a_municipalitys_steps_are_not_measured(log_in, at, world):
    browser = log_in("coordinator")
    address = reverse("challenges:new", args=["municipality"])
    sent = opened_in(browser.get(address, follow=True))
    at(90)
    assert browser.post(address, {**FIRST, "opened": sent}).status_code == 302
    assert sittings() == []


def test_a_visitors_minutes_become_the_companys_with_the_draft(at, world):
    browser = Client()
    for number, answers in ((1, FIRST), (2, second())):
        page = browser.get(start_url("start_step", number))
        at(number * 45)
        browser.post(start_url("start_step", number), {**answers, "opened": opened_in(page)})
    with context.system("test"):
        assert WaitingDraft.objects.get().data["effort"]["challenge.problem"][0] == 45
    browser.get(enter_code(browser, ask_for_code(browser, world))["Location"])
    assert sorted(row[:2] for row in sittings()) == [("challenge.problem", 45), ("challenge.sought", 45)]


def test_nobody_measures_for_a_company_that_is_not_theirs(world, acting_as, at):
    sent = measuring.opened_now()
    at(60)
    own = {"organisation_id": world.company.pk, "sent": sent, "goes_on": True}
    for who in ("viewer", "stranger", "coordinator", "anonymous"):
        with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
            measuring.measure("challenge.problem", 7, **own)
    assert sittings() == []
