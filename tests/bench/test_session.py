"""The bench reads pages as somebody signed in: its session is let in as any other."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.bench.counting import session_key


@pytest.mark.parametrize(("who", "organisation"), [("owner", "company"), ("coordinator", "municipality")])
def test_a_session_of_the_bench_is_let_in(who, organisation, world):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key(world.people[who].email)
    assert client.get(reverse("challenges:board", args=[organisation])).status_code == 200
