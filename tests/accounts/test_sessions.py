"""A session begins anew at sign-in and ends for good: by its owner, by time, by a new password, by deactivation."""

import time

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mint import clock
from mint.isolation import context
from tests.accounts.conftest import PASSWORD, send_password, signed_in
from tests.signing_in import sign_in

HOUR, DAY = 3600, 24 * 3600
LIST = "usersessions_list"


@pytest.fixture
def now():
    return int(clock.now().timestamp())


@pytest.fixture
def two_browsers(with_password):
    person = with_password("owner")
    here, there = Client(), Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    for browser in (here, there):
        send_password(browser, person)
    assert (signed_in(here), signed_in(there)) == (True, True)
    return person, here, there


@pytest.mark.attack(19)
def test_signing_in_gives_a_session_of_a_new_name(with_password, client):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = session.session_key
    send_password(client, with_password("owner"))
    assert signed_in(client)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


@pytest.mark.attack(19)
def test_a_session_is_dead_after_signing_out(two_browsers):
    _person, here, _there = two_browsers
    cookie = here.cookies["sessionid"].value
    here.post(reverse("account_logout"))
    replayed = Client()
    replayed.cookies["sessionid"] = cookie
    assert not signed_in(replayed)


@pytest.mark.attack(19)
def test_a_new_password_ends_the_other_sessions(two_browsers):
    _person, here, there = two_browsers
    new = "quite another password 9"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (signed_in(here), signed_in(there)) == (True, False)


@pytest.mark.attack(5, 19)
def test_deactivation_ends_every_session_for_good(two_browsers, log_in):
    person, here, there = two_browsers
    operator, page = log_in("operator"), reverse("admin:accounts_user_change", args=[person.pk])
    operator.post(page, {})
    assert (signed_in(here), signed_in(there)) == (False, False)
    operator.post(page, {"is_active": "on"})
    assert (signed_in(here), signed_in(there)) == (False, False)


def test_one_sees_and_ends_ones_own_sessions(two_browsers):
    person, here, there = two_browsers
    html = here.get(reverse(LIST)).content.decode()
    assert ("Firefox, Windows" in html, html.count("/paata/")) == (True, 1)
    (other,) = UserSession.objects.filter(user=person).exclude(session_key=here.session.session_key)
    here.post(reverse("accounts:end_session", args=[other.pk]))
    assert (signed_in(here), signed_in(there)) == (True, False)


def test_one_ends_all_others_at_once(two_browsers):
    _person, here, there = two_browsers
    here.post(reverse(LIST))
    assert (signed_in(here), signed_in(there)) == (True, False)


@pytest.mark.attack(19)
def test_nobody_ends_anothers_session(two_browsers, log_in):
    person, here, _there = two_browsers
    theirs = UserSession.objects.filter(user=person).first()
    assert log_in("stranger").post(reverse("accounts:end_session", args=[theirs.pk])).status_code == 404
    assert signed_in(here)


@pytest.mark.parametrize(
    ("who", "unused", "age", "alive"),
    [
        ("owner", 13 * DAY, 13 * DAY, True),
        ("owner", 15 * DAY, 15 * DAY, False),
        ("owner", 0, 29 * DAY, True),
        ("owner", 0, 31 * DAY, False),
        ("coordinator", 11 * HOUR, 11 * HOUR, True),
        ("coordinator", 13 * HOUR, 13 * HOUR, False),
        ("coordinator", 0, 6 * DAY, True),
        ("coordinator", 0, 8 * DAY, False),
        ("operator", 13 * HOUR, 13 * HOUR, False),
    ],
)
def test_a_session_ends_by_time(who, unused, age, alive, world, now):  # noqa: PLR0917  # one row of the table
    browser = sign_in(Client(), world.people[who], began_at=now - age, seen_at=now - unused)
    assert (browser.get(reverse("notifications:list")).status_code == 200) == alive
    assert ("_auth_user_id" in browser.session) == alive


@pytest.mark.attack(19)
@pytest.mark.parametrize("lost", ["cache", "neither"])
def test_what_is_over_is_over_whether_the_cache_remembers_it_or_not(lost, world, now):
    browser = sign_in(Client(), world.people["owner"], began_at=now - 31 * DAY, seen_at=now)
    cookie = browser.cookies["sessionid"].value
    if lost == "cache":
        cache.clear()
    assert browser.get(reverse("notifications:list"))["Location"] == reverse("notifications:list")
    replayed = Client()
    replayed.cookies["sessionid"] = cookie
    assert not signed_in(replayed)


def test_a_form_of_an_old_session_is_not_sent_and_not_lost(world, now):
    browser = sign_in(Client(), world.people["owner"], began_at=now, seen_at=now - 15 * DAY)
    response = browser.post(reverse("accounts:profile"), {"name": "Uusi nimi tähän"})
    assert (response.status_code, "Uusi nimi tähän" in response.content.decode()) == (403, True)
    with context.system("test"):
        world.people["owner"].refresh_from_db()
    assert world.people["owner"].name == "Owner"


def test_use_is_noted_now_and_then_only(world, now, django_assert_num_queries):
    fresh = sign_in(Client(), world.people["owner"])
    old = sign_in(Client(), world.people["owner"], began_at=now - DAY, seen_at=now - DAY)
    for browser, noted in ((fresh, False), (old, True)):
        before = browser.session["seen_at"]
        browser.get(reverse("accounts:profile"))
        assert (browser.session["seen_at"] > before) == noted


@pytest.mark.attack(19)
def test_a_copy_that_the_cache_could_not_give_up_is_soon_worth_nothing(world):
    """As where somebody signs out while the cache's server is away."""
    browser = sign_in(Client(), world.people["owner"])
    assert signed_in(browser)
    Session.objects.all().delete()
    assert signed_in(browser)
    with time_machine.travel(time.time() + 5 * 60 + 1):
        assert not signed_in(browser)


def test_a_session_is_read_without_the_database_in_between(world, django_assert_num_queries):
    browser = sign_in(Client(), world.people["owner"])
    with django_assert_num_queries(0):
        assert browser.session["_auth_user_id"] == str(world.people["owner"].pk)
