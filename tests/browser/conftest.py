"""The served platform, once for all browser tests; a browser for each file of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mint.local import check
from tests.browser import axe
from tests.browser.instance import Instance, served
from tests.browser.person import UNDER_WAY, Town

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a single process after all others: what is quick fails first. Those that only look come before those that change."""
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, "/test_pages.py" not in item.nodeid))


@pytest.fixture(scope="session")
def chromium() -> str:
    found = check.chromium()
    if found is None:
        pytest.skip("Chromium is not installed: make browser")
    if not axe.SOURCE.exists():
        pytest.skip("axe-core is not installed: make browser")
    return found


@pytest.fixture(scope="session")
def instance(chromium: str) -> Iterator[Instance]:
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def eye(request: pytest.FixtureRequest) -> axe.Eye:
    """Remembers what it has seen: a structure is looked at once, whichever test comes to it."""
    return axe.Eye(is_thorough=request.config.getoption("thorough"))


@pytest.fixture(scope="module")
def town(chromium: str, instance: Instance, eye: axe.Eye) -> Iterator[Town]:
    """For a file at a time: Playwright's event loop would make Django refuse its own work in other tests."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=UNDER_WAY)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield Town(browser, instance.url, eye)
        browser.close()


@pytest.fixture
def finds_nothing(town: Town) -> Iterator[None]:
    """What axe-core has found on the pages that the test opened, all at once, at its end."""
    before = len(town.eye.found)
    yield
    found = town.eye.found[before:]
    assert not found, f"{len(found)} findings:\n" + "\n".join(found)
