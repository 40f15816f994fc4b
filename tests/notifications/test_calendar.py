"""One's calendar: a secret address, shown once, that opens what waits for that person now, and ends with the membership."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.calendars import KIND
from mint.notifications.models import CalendarFeed
from mint.sealing import hashed
from mint.tenancy.models import Membership
from tests.rows.collaboration import make_errand
from tests.rows.experiments import make_experiment
from tests.rows.follow_up import make_followed, make_rounds
from tests.rows.notifications import make_calendar

PAGE = reverse("notifications:calendar")


@pytest.fixture
def errand(world):
    with context.system("test"):
        return make_errand(make_experiment(world, "running", title="Anturit, salassa"), world.people["editor"])


def made(browser, **more):
    page = browser.post(PAGE, more).content.decode()
    found = re.search(r"/kalenteri/([\w-]{43})\.ics", page)
    assert found, "the page shows no address"
    return found[1]


def get(token, client=None):
    return (client or Client()).get(reverse("notifications:feed", args=[token]))


def read(token):
    answer = get(token)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\r\n ", "").split("\r\n")


def of(name, lines):
    return [line.partition(":")[2] for line in lines if re.split("[:;]", line)[0] == name]


def calendar_of(world, who, **columns):
    with context.system("test"):
        return make_calendar(world.people[who], **columns)


def test_the_address_is_shown_once_and_opens_the_calendar_without_signing_in(errand, log_in, world):
    browser = log_in("editor")
    token = made(browser)
    assert token not in browser.get(PAGE).content.decode()
    with context.system("test"):
        row = CalendarFeed.objects.get()
        assert (row.user, row.token_hash, row.has_names) == (world.people["editor"], hashed(KIND, token), False)
        assert Entry.objects.filter(verb="account.calendar_opened", actor_id=row.user_id).count() == 1
    answer = get(token)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    lines = read(token)
    assert "Tee tehtävä" in of("SUMMARY", lines)
    assert f"{errand.due_on:%Y%m%d}" in of("DTSTART", lines)
    assert not answer.cookies


def test_what_it_is_about_is_told_only_where_its_person_wants_it(errand, log_in):
    browser = log_in("editor")
    assert "salassa" not in "".join(read(made(browser)))
    summaries = of("SUMMARY", read(made(browser, has_names="on")))
    assert f"Tee tehtävä: {errand.text} · Anturit\\, salassa" in summaries


def test_a_new_address_replaces_the_old_one_and_revoking_ends_it(errand, log_in):
    browser = log_in("editor")
    first, second = made(browser), made(browser)
    assert [get(first).status_code, get(second).status_code] == [404, 200]
    assert [browser.post(reverse("notifications:close_calendar")).status_code for _ in range(2)] == [302, 302]
    assert get(second).status_code == 404
    with context.system("test"):
        verbs = Entry.objects.filter(verb__startswith="account.calendar").order_by("id").values_list("verb", flat=True)
        assert [verb.rpartition("_")[2] for verb in verbs] == ["opened", "opened", "closed"]
        assert not CalendarFeed.objects.exists()


def test_it_ends_at_once_with_the_membership(errand, world):
    token = calendar_of(world, "editor")
    assert get(token).status_code == 200
    with context.system("test"):
        Membership.objects.filter(user=world.people["editor"]).delete()
    assert get(token).status_code == 404


def test_of_two_memberships_the_one_that_ended_takes_its_duties_along(errand, world):
    token = calendar_of(world, "editor")
    with context.system("test"):
        Membership.objects.create(user=world.people["editor"], organisation=world.other_company, roles=["editor"])
        assert of("SUMMARY", read(token))
        Membership.objects.filter(user=world.people["editor"], organisation=world.company).delete()
    assert of("SUMMARY", read(token)) == []


def test_an_account_that_is_closed_has_no_calendar(errand, world):
    token = calendar_of(world, "editor")
    with context.system("test"):
        type(world.people["editor"]).objects.filter(pk=world.people["editor"].pk).update(is_active=False)
    assert get(token).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 43, "-" * 200])
def test_what_is_no_address_opens_nothing(token, world):
    assert get(token).status_code == 404


def test_it_is_read_in_its_persons_language(errand, world):
    with context.system("test"):
        type(world.people["editor"]).objects.filter(pk=world.people["editor"].pk).update(language="en")
    token = calendar_of(world, "editor")
    lines = read(token)
    assert "Do a task" in of("SUMMARY", lines)
    assert all("/en/t/" in url for url in of("URL", lines))


def test_it_shows_what_is_ahead_and_an_event_keeps_its_key_when_its_day_moves(world):
    with context.system("test"):
        today = clock.today()
        row = make_experiment(
            world, "paused", review_on=today + timedelta(days=9), ends_on=today + timedelta(days=30),
            starts_on=today - timedelta(days=10),
        )  # fmt: skip
    token = calendar_of(world, "owner")
    before = read(token)
    assert {"Arvioi\\, voiko kokeilu jatkua", "Siirrä arviointiin"} <= set(of("SUMMARY", before))
    with context.system("test"):
        type(row).objects.filter(pk=row.pk).update(review_on=today + timedelta(days=12))
    after = read(token)
    assert (of("UID", before), of("DTSTART", before) == of("DTSTART", after)) == (of("UID", after), False)
    assert len(set(of("UID", after))) == len(of("UID", after))


def test_a_coordinators_shows_when_the_follow_up_asks(world):
    with context.system("test"):
        make_rounds(make_followed(world, 1))
    token = calendar_of(world, "coordinator")
    assert of("SUMMARY", read(token)).count("MINT kysyy\\, mitä kokeilusta tuli") == 3


def test_the_database_shows_the_row_to_its_person_and_to_who_holds_the_address(acting_as, world):
    token = calendar_of(world, "editor")
    for who, count in (("editor", 1), ("owner", 0), ("anonymous", 0)):
        with acting_as(who):
            assert CalendarFeed.objects.count() == count
    with acting_as("owner"):
        assert CalendarFeed.objects.filter(token_hash=hashed(KIND, token)).update(has_names=True) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            CalendarFeed.objects.create(user=world.people["viewer"], token_hash=hashed(KIND, "another"))


def test_what_is_asked_anew_is_who_one_is(log_in):
    """The address opens what the second step guards: who makes one has proved lately who they are."""
    browser = log_in("coordinator")
    with clock.set_to(clock.now() + timedelta(minutes=20)):
        answer = browser.post(PAGE)
    assert (answer.status_code, answer["Location"].startswith(PAGE)) == (302, False)
    with context.system("test"):
        assert not CalendarFeed.objects.exists()


def test_more_duties_cost_no_more_statements(errand, world, django_assert_max_num_queries):
    token = calendar_of(world, "editor")
    with context.system("test"):
        for _ in range(12):
            make_errand(errand.experiment, world.people["editor"])
    with django_assert_max_num_queries(70):
        get(token)
