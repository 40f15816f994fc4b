"""What the logs do not hold."""

import json
import logging

import pytest

from mint.logs import formatter, without_secrets, without_tokens


@pytest.mark.attack(43)
@pytest.mark.parametrize(
    ("event", "logged"),
    [
        ({"request": "GET /fi/haasteet/?q=salainen"}, {"request": "GET /fi/haasteet/"}),
        ({"request": "POST /fi/"}, {"request": "POST /fi/"}),
        ({"event": "started"}, {"event": "started"}),
    ],
)
def test_what_was_searched_for_is_not_logged(event, logged):
    assert without_secrets(None, "info", event) == logged


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/fi/kutsu/3xYw-a_Bq0cdefghijklmnopqrstuvwxyz01234/", "/fi/kutsu/…/"),
        ("/fi/tili/password/reset/key/1-d2f0a1-0123456789abcdef0123456789abcdef/", "/fi/tili/password/reset/key/…/"),
        ("/fi/tili/confirm-email/MQ:1tGh2K:abcdefghijklmnopqrstuvwxyz/", "/fi/tili/confirm-email/…/"),
        ("/fi/kalenteri/3xYw-a_Bq0cdefghijklmnopqrstuvwxyz01234.ics", "/fi/kalenteri/….ics"),
        ("/fi/haasteet/20-uutta-matkailua-suljetun-rajan-kuntiin-nyt/", "/fi/haasteet/20-uutta-matkailua-suljetun-rajan-kuntiin-nyt/"),
    ],
)  # fmt: skip
def test_what_opens_something_is_not_logged(path, logged):
    assert without_secrets(None, "info", {"request": f"GET {path}"}) == {"request": f"GET {logged}"}


LINK = "/fi/kysymys/3xYw-a_Bq0cdefghijklmnopqrstuvwxyz01234/"


@pytest.mark.attack(43)
def test_a_refused_link_is_not_in_the_lines_that_django_writes_itself():
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s: %s", ("Unprocessable Entity", LINK), None)
    said = json.loads(formatter().format(record))
    assert said["event"] == "Unprocessable Entity: /fi/kysymys/…/"


def test_an_error_that_is_watched_elsewhere_takes_no_link_along():
    event = {"request": {"url": f"https://mint.example{LINK}?a=1"}, "logentry": {"params": ["Conflict", LINK]}, "n": 1}
    assert without_tokens(event) == {
        "request": {"url": "https://mint.example/fi/kysymys/…/?a=1"},
        "logentry": {"params": ["Conflict", "/fi/kysymys/…/"]},
        "n": 1,
    }
