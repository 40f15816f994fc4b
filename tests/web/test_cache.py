"""With the cache's server stopped or hung, pages answer quickly and nobody is signed out."""

import socket

import pytest
from django.core.cache.backends.redis import RedisCache
from django.urls import reverse

from mint.cache import OpenCache

OPTIONS = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
pytestmark = pytest.mark.services


@pytest.fixture(params=["stopped", "hung"])
def server(request):
    """The address of a server that refuses, or that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        if request.param == "stopped":
            listening.close()
        yield f"redis://127.0.0.1:{port}"


def test_a_server_that_is_away_is_tried_once_and_then_left_alone(server, monkeypatch):
    tries = []

    def fail(self, key, *args):
        tries.append(key)
        raise TimeoutError

    monkeypatch.setattr(RedisCache, "get", fail)
    cache = OpenCache(server, {"OPTIONS": OPTIONS})
    assert [cache.get("page", "missing") for _ in range(50)] == ["missing"] * 50
    assert tries == ["page"]


def test_sign_in_limits_go_on_counting_in_this_process(server):
    cache = OpenCache(server, {"OPTIONS": OPTIONS})
    cache.set("allauth:rl:login:1.2.3.4", [1.0, 2.0])
    assert cache.get("allauth:rl:login:1.2.3.4") == [1.0, 2.0]


def test_a_signed_in_person_stays_signed_in_without_the_cache(server, world, log_in, settings):
    browser = log_in("editor")
    settings.CACHES = {"default": {"BACKEND": "mint.cache.OpenCache", "LOCATION": server, "OPTIONS": OPTIONS}}
    response = browser.get(reverse("challenges:board", args=["company"]))
    assert response.status_code == 200
