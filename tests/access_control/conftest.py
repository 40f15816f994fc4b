"""The cast with its estate, and error pages of one word: what they look like is tested elsewhere."""

import logging
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from mint.isolation import context
from tests.access_control.asking import Visitor
from tests.estate import Estate, build
from tests.world import World

SETTINGS = Path(__file__).resolve().parents[2] / "mint" / "settings.py"


class _Plain:
    """In place of the template loader: any template says one word."""

    def get_template(self, _name: str) -> "_Plain":
        return self

    def render(self, *_context: Any, **_named: Any) -> str:
        return "refused"


@pytest.fixture
def plain_errors(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """Most answers are refusals: their pages and their lines in the log would be most of the time."""
    monkeypatch.setattr("django.views.defaults.loader", _Plain())
    monkeypatch.setattr("mint.addresses.render", lambda _request, _template, status: HttpResponse(status=status))
    settings.REDIS_URL = "redis://127.0.0.1:1"  # readyz finds no queue, and needs not look for it
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def estate(world: World) -> Estate:
    with context.system("test"):
        return build(world)


@pytest.fixture
def visitor(estate: Estate, log_in: Callable[[str], Any], plain_errors: None) -> Callable[[str], Visitor]:
    return lambda who: Visitor(log_in(who))


@pytest.fixture
def https(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings as they are where SITE_URL says https."""
    monkeypatch.setenv("SITE_URL", "https://testserver")
    monkeypatch.delenv("DEMO", raising=False)
    secure = runpy.run_path(str(SETTINGS))
    for name in secure:
        if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "LANGUAGE_COOKIE_")):
            setattr(settings, name, secure[name])
    assert settings.SESSION_COOKIE_NAME == "__Host-sessionid"
    (settings.STATIC_ROOT / "kuva.svg").write_text("<svg/>")
