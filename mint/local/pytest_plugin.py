"""Loaded by pytest before Django reads its settings: embedded servers, the owner's role, one database per session.

Sessions of the same checkout may run side by side: each takes the first free slot, and so its own test database.
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import os
from typing import IO, Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from mint.local import environment, paths, postgres

SLOTS = 16
_slot: list[IO[str]] = []


def prepare() -> None:
    """Set the environment of the tests; xdist's workers inherit the controller's."""
    own_server = not (os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))
    environment.ensure([])
    os.environ.setdefault("SECRET_KEY", environment.secret_key())
    os.environ.setdefault("MINT_ROLE", "owner")  # creates and migrates; connections then assume the app role
    if own_server:
        os.environ.update(postgres.urls(_free_database()))


def _free_database() -> str:
    paths.VAR.mkdir(exist_ok=True)
    for number in range(SLOTS):
        file = open(paths.VAR / f"tests-{number}.lock", "w")  # noqa: SIM115 - the lock lasts as long as the session
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        _slot.append(file)
        atexit.register(file.close)  # else the interpreter tells, at the very end, that it is still open
        return f"{postgres.DATABASE}_{number}" if number else postgres.DATABASE
    raise paths.Refusal("too many test sessions of this checkout run at once.")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails the session (CI)")
    parser.addoption("--thorough", action="store_true", help="pages are looked at in every width and theme")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Where two processes share the tests, one of them has the browser, from the beginning on; xdist's own groups do
    not work with pytest 9.2, which keeps a test's id elsewhere.
    """
    return Sharing(config, log)


TOGETHER = ("tests/browser/", "tests/region/")  # what is made for them takes a minute and more


class Sharing(LoadScopeScheduling):
    """Each test goes to whoever is free, but all that need a served platform to the same one, and so all that look at the region."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: looking for cycles among it again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    skipped = len(reporter.stats.get("skipped", ()))
    if skipped and session.config.getoption("--no-skips"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"\n--no-skips: {skipped} tests were skipped", red=True)


prepare()
