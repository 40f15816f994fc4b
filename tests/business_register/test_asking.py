"""The adapter: what the register says is read with care; what it does not say in time is not waited for."""

import time
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import requests
from django.core.exceptions import ImproperlyConfigured

from mint import clock, env, outbound
from mint.business_register import asking, breaker, invented, reading
from mint.business_register.industries import section_of
from tests.business_register.conftest import ANSWERS

NUMBER = "9900220-8"


@pytest.fixture(autouse=True)
def _seats_are_free():
    """A look-up that was given up still holds its seat until its thread ends."""
    yield
    for _each in range(2):
        assert outbound.SEATS.acquire(timeout=5)
    outbound.SEATS.release(2)


def test_the_names_in_force_the_visiting_address_and_the_section_are_read(register):
    found = asking.look_up(NUMBER)
    assert found == reading.Company(
        business_id=NUMBER,
        name="Kuviteltu Puu ja Pinta Oy",
        municipality_code="739",
        town={"fi": "SAVITAIPALE", "sv": "SAVITAIPALE"},
        section="C",
        line={
            "fi": "Rakennuspuusepäntuotteiden valmistus",
            "sv": "Tillverkning av byggnadssnickerier",
            "en": "Manufacture of builders' carpentry",
        },
    )
    assert register.asked == [f"/v3/companies?businessId={NUMBER}"]


def test_a_company_that_has_ended_has_no_name_in_force():
    found = reading.read((ANSWERS / "ended.json").read_bytes(), "9900225-9")
    assert (found.name, found.ended_on, found.municipality_code, found.section) == ("", date(2021, 6, 30), "091", "")


def test_a_sole_trader_is_not_in_the_register(register):
    register.says("none")
    assert asking.look_up(NUMBER) is None


def test_another_companys_answer_is_not_ours():
    assert reading.read((ANSWERS / "manufacturer.json").read_bytes(), "9900201-3") is None


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("16230", "C"),
        ("62100", "K"),
        ("01", "A"),
        ("4520", ""),
        ("00000", ""),
        ("6", ""),
        ("x1", ""),
        ("²²", ""),
        ("", ""),
    ],
)
def test_a_class_has_the_section_of_its_division(code, section):
    assert section_of(code) == section


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"companies": null}', b'{"companies": [1]}', b'{"companies": [{}]}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_nonsense(body):
    with pytest.raises(reading.NonsenseError):
        reading.read(body, NUMBER)


@pytest.mark.parametrize(
    "odd", ["null", "7", '"x"', "[null]", "[[]]", '{"a": 1}', '[{"postOffices": 7}]', '"2021-02-31"']
)
def test_an_odd_part_of_an_answer_is_left_out(odd):
    parts = ", ".join(f'"{name}": {odd}' for name in ("names", "mainBusinessLine", "addresses", "endDate"))
    body = f'{{"companies": [{{"businessId": {{"value": "{NUMBER}"}}, {parts}}}]}}'.encode()
    assert reading.read(body, NUMBER) == reading.Company(business_id=NUMBER)


def test_long_and_unprintable_text_is_shortened_to_one_line():
    name = "A\\u0000b\\n" + "c" * 500
    body = f'{{"companies": [{{"businessId": {{"value": "{NUMBER}"}}, "names": [{{"name": "{name}"}}]}}]}}'.encode()
    found = reading.read(body, NUMBER)
    assert (found.name[:5], len(found.name)) == ("A b c", reading.LONGEST)


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_status_of_failure_is_silence(register, status):
    register.status = status
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)


@pytest.mark.parametrize("body", [b"<html>", b" " * (asking.MOST_BYTES + 1)])
def test_broken_and_huge_answers_are_silence(register, body):
    register.body = body
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)


@pytest.mark.attack(27)
def test_a_redirect_is_not_followed(register):
    register.status, register.location = 302, f"{asking.settings.BUSINESS_REGISTER_URL}/elsewhere"
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)
    assert len(register.asked) == 1


@pytest.mark.parametrize("how", ["hangs", "drips"])
def test_an_answer_is_waited_for_so_long_in_all(register, how):
    setattr(register, how, True)
    began = time.monotonic()
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)
    assert time.monotonic() - began < 1.5
    register.released.set()


def test_only_two_at_a_time_are_kept_waiting(register):
    assert outbound.SEATS.acquire(timeout=5)
    assert outbound.SEATS.acquire(timeout=5)
    with pytest.raises(outbound.OutOfReachError):
        outbound.fetch(asking.settings.BUSINESS_REGISTER_URL, seconds=1, most=10)
    outbound.SEATS.release(2)
    assert register.asked == []


@pytest.mark.attack(27)
def test_another_host_is_not_asked(register, settings):
    settings.OUTBOUND_HOSTS = frozenset({"avoindata.prh.fi"})
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)
    assert register.asked == []


@pytest.mark.attack(27)
def test_nothing_of_ones_own_network_is_asked(register, settings):
    settings.OUTBOUND_ALLOWS_INNER = False
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)
    with pytest.raises(requests.exceptions.InvalidURL):
        outbound.refuse_inner(urlsplit("https://127.0.0.1/"))
    assert register.asked == []


@pytest.mark.parametrize(
    "url", ["http://avoindata.prh.fi/v3", "https://example.test/v3", "avoindata.prh.fi", "https:///x"]
)
def test_an_address_that_may_not_be_asked_is_refused_at_the_start(monkeypatch, url):
    monkeypatch.setenv("BUSINESS_REGISTER_URL", url)
    with pytest.raises(ImproperlyConfigured):
        env.outbound("BUSINESS_REGISTER_URL", "", frozenset({"avoindata.prh.fi"}))


@pytest.mark.parametrize("url", ["", "https://avoindata.prh.fi/v3"])
def test_an_address_that_may_be_asked_or_none_is_taken(monkeypatch, url):
    monkeypatch.setenv("BUSINESS_REGISTER_URL", url)
    assert env.outbound("BUSINESS_REGISTER_URL", "https://avoindata.prh.fi", frozenset({"avoindata.prh.fi"})) == url


def test_the_breaker_opens_after_three_failures_and_one_trial_closes_it(register, monkeypatch):
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    register.status = 500
    for _each in range(5):
        with pytest.raises(asking.SilentError):
            asking.look_up(NUMBER)
    assert len(register.asked) == 3
    now += timedelta(seconds=61)
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)  # the trial fails: another rest
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)
    assert len(register.asked) == 4
    now += timedelta(seconds=61)
    register.says("manufacturer")
    assert [asking.look_up(NUMBER).name for _each in range(2)] == ["Kuviteltu Puu ja Pinta Oy"] * 2
    assert len(register.asked) == 6


def test_in_a_half_open_breaker_one_asks_and_the_others_do_not_wait(monkeypatch):
    ours = breaker.Breaker("test", failures=1, rest=10)
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    ours.failed()
    assert ours.allows() is False
    now += timedelta(seconds=11)
    assert [ours.allows() for _each in range(3)] == [True, False, False]
    ours.succeeded()
    assert [ours.allows() for _each in range(2)] == [True, True]


def test_who_asks_to_be_left_alone_is(register):
    register.status = 429
    for _each in range(2):
        with pytest.raises(asking.SilentError):
            asking.look_up(NUMBER)
    assert len(register.asked) == 1


def test_switched_off_nobody_is_asked(settings):
    settings.BUSINESS_REGISTER_URL = ""
    assert asking.is_on() is False
    with pytest.raises(asking.SilentError):
        asking.look_up(NUMBER)


def test_the_demonstration_knows_invented_companies_only(settings):
    settings.BUSINESS_REGISTER_URL, settings.DEMO = "", True
    found = asking.look_up(invented.EXAMPLE)
    assert (found.is_invented, asking.look_up(NUMBER)) == (True, None)
