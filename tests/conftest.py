"""Tests run as mint_app under row security; what they need is made as mint_system."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from mint.actor import ANONYMOUS, Actor
from mint.isolation import context
from mint.outbox.models import Job
from tests import copying, signing_in
from tests.repeating import Repeated
from tests.world import World, build, rows_of

ROLE = "mint_app"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Before the processes begin that share the tests."""
    if config.getoption("reuse_db") and not config.getoption("create_db"):
        return
    blocker = config.stash[blocking_manager_key]
    with blocker.unblock():
        drop = copying.make()

    def end() -> None:
        with blocker.unblock():
            drop()

    config.add_cleanup(end)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Created and migrated (or copied) as mint_owner, one for each process; from then on every connection assumes mint_app."""
    keep = request.config.getvalue("reuse_db") and not request.config.getvalue("create_db")
    with django_db_blocker.unblock():
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = os.environ.get(copying.TEMPLATE)
        created = setup_databases(verbosity=0, interactive=False, keepdb=keep)
        _assume(ROLE)
        _refuse_to_run_unbound()
    yield
    with django_db_blocker.unblock():
        _assume(None)
        if not keep:
            teardown_databases(created, verbosity=0)


def _assume(role: str | None) -> None:
    settings = connections["default"].settings_dict
    settings["OPTIONS"].pop("assume_role", None)
    if role:
        settings["OPTIONS"]["assume_role"] = role
    connections["default"].close()


def _refuse_to_run_unbound() -> None:
    from mint.isolation.startup import role_problem

    if problem := role_problem():
        pytest.exit(f"The tests would run without row security: {problem}", returncode=3)


@pytest.fixture(autouse=True, scope="session")
def _flush_as_owner() -> None:
    """A transactional test empties tables by TRUNCATE, which mint_app may not."""
    teardown = TransactionTestCase._fixture_teardown

    def as_owner(self: TransactionTestCase) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("RESET ROLE")
        teardown(self)
        connections["default"].close()

    TransactionTestCase._fixture_teardown = as_owner


@pytest.fixture(autouse=True)
def _own_surroundings(settings: Any, tmp_path: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.BUSINESS_REGISTER_URL = ""  # a test that asks has a register of its own
    settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path / "media", tmp_path
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    translation.activate("fi")  # a test's language is not the one that the last request of another left


CAST = Repeated(build, rows_of)


@pytest.fixture
def world(db: None) -> World:
    """The fixed cast: see tests/world.py."""
    with context.system("test"):
        return CAST.again()


@pytest.fixture
def log_in(world: World) -> Callable[[str], Client]:
    """A browser signed in as somebody of the cast; "anonymous" is nobody."""

    def sign_in(who: str) -> Client:
        return Client() if who == "anonymous" else signing_in.sign_in(Client(), world.people[who])

    return sign_in


@pytest.fixture
def acting_as(world: World) -> Callable[[str], Any]:
    """Who row security sees inside the block: somebody of the cast, whose Actor it gives."""
    from contextlib import contextmanager

    from mint.tenancy.context import acting, load

    @contextmanager
    def act(who: str) -> Iterator[Actor]:
        if who == "anonymous":
            with context.acting(None):
                yield ANONYMOUS
            return
        person = world.people[who]
        with context.acting(person.pk):
            actor, organisations = load(person.pk)
            yield acting(actor, organisations[0]) if organisations else actor

    return act


@pytest.fixture
def run_outbox() -> Callable[[], list[str]]:
    """Run every due job as the worker would, until none is left; returns their names."""
    from mint.celery import app
    from mint.outbox import relay
    from mint.outbox.running import run

    app.loader.import_default_modules()

    def run_all() -> list[str]:
        ran: list[str] = []

        def publish(job: Job) -> None:
            task = app.tasks[job.task]
            ran.append(job.task)
            pending.append((task, job))

        while True:
            pending: list[tuple[Any, Job]] = []
            with context.system("test.relay"):
                relay.relay_jobs(publish)
            if not pending:
                return ran
            for task, job in pending:
                run(
                    lambda task=task, job=job: task.run(**job.arguments),
                    task=job.task,
                    own_contexts=task.own_contexts,
                    key=str(job.key),
                    user_id=job.actor_id,
                )

    return run_all
