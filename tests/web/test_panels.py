"""Panels: a visitor gets what was so within the last minute, a member what is so now."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from challenges.models import Challenge
from mint import clock, web
from mint.accounts.models import User
from mint.tenancy.context import Request

PLACE = "test.place"


@pytest.fixture
def shown(monkeypatch):
    """Render the panels of a challenge for somebody; each look shows how many times the panel has been asked."""
    challenge, asked = Challenge(pk=1, version=1), []

    def panel(request, obj):
        asked.append(obj.version)
        return {"title": f"look {len(asked)}", "text": ""}

    monkeypatch.setitem(web._panels, PLACE, [(1, panel, "components/notice.html")])

    def show(user):
        request: Request = RequestFactory().get("/")  # type: ignore[assignment]
        request.user = user
        html = Template("{% panels place obj %}").render(
            Context({"request": request, "place": PLACE, "obj": challenge})
        )
        return next(number for number in range(1, 9) if f"look {number}" in html)

    show.challenge = challenge
    return show


def test_visitors_ask_once_a_minute(shown):
    looks = [shown(AnonymousUser()), shown(AnonymousUser())]
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        looks.append(shown(AnonymousUser()))
    assert looks == [1, 1, 2]


def test_a_new_version_of_the_page_is_asked_at_once(shown):
    looks = [shown(AnonymousUser())]
    shown.challenge.version = 2
    looks.append(shown(AnonymousUser()))
    assert looks == [1, 2]


def test_a_member_is_never_shown_what_was(shown):
    member = User(pk=1, email="jasen@example.org", name="Jäsen")
    assert [shown(member), shown(member)] == [1, 2]
