"""The cast and its records, committed once to the servers' database; each test has reports and processes of its own."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from mint.actor import Actor
from mint.audit.models import Entry
from mint.isolation import context
from mint.jobs.models import Job, State
from mint.notifications.models import Notification
from mint.projects.models import Period, Project
from mint.tenancy.context import acting, load
from mint.tenancy.models import Organisation
from reports import actions, jobs
from reports.building import SYSTEM
from reports.models import Report
from reports.states import FileKind, Kind
from tests.chaos import platform
from tests.chaos.servers import until
from tests.reports import conftest as records
from tests.reports.test_building import EXPECTED
from tests.world import World, build

collect_ignore_glob = [] if "CHAOS" in os.environ else ["test_*.py"]


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is there, and stays: no test rolls anything back."""


@pytest.fixture(scope="session")
def cast(django_db_blocker: Any, django_db_setup: None) -> Iterator[World]:
    with django_db_blocker.unblock():
        with context.system("chaos"):
            world = build()
            records.make_records(world)
        yield world


@pytest.fixture
def processes(cast: World, tmp_path: Path, flags: platform.Flags) -> Iterator[platform.Processes]:
    connections.close_all()  # the test before may have stopped the database
    found = platform.Processes(tmp_path)
    yield found
    found.end()
    print(found.logs())  # shown where the test has failed


@pytest.fixture
def flags() -> Iterator[platform.Flags]:
    made = platform.Flags(Path(os.environ["CHAOS"]))
    yield made
    for name in ("hold", "poison", "bomb"):
        made.down(name)


class Reports:
    """Asked for by the project's manager, and watched to their end."""

    def __init__(self, world: World) -> None:
        self.world, self.manager = world, world.people["manager"]

    def create(self, *, begin: bool = True) -> Report:
        with context.acting(self.manager.pk):
            actor, organisations = load(self.manager.pk)
            actor = acting(actor, organisations[0])
            period = Period.objects.get(project=self.world.project)
            make = actions.begin if begin else actions.create
            return make(period, "fi", actor=actor, key=uuid4())

    def of_calendar(self, organisation: Organisation, project: Project) -> Report:
        """Asked for by nobody, as the calendar does."""
        with context.system("chaos"):
            report = Report.objects.create(
                organisation=organisation, project=project, kind=Kind.ECOSYSTEM, slot=str(uuid4()),
                starts_on=records.START, ends_on=records.END,
            )  # fmt: skip
            jobs.start(report, actor=Actor.system(SYSTEM))
            return report

    def job(self, report: Report) -> Job | None:
        with context.system("chaos"):
            return jobs.latest(report)

    def state(self, report: Report) -> str:
        job = self.job(report)
        return job.state if job else ""

    def wait(self, report: Report, state: str = State.DONE, seconds: float = 90) -> Job:
        until(lambda: self.state(report) == state, seconds, says=f"the job is {state}, not {self.state(report)}")
        job = self.job(report)
        assert job is not None
        return job

    def told(self, report: Report) -> list[str]:
        """By which kind of message, once each notice has been sent."""
        with context.system("chaos"):
            about = Notification.objects.filter(path=report.get_absolute_url(), user=self.manager)
            return list(about.order_by("pk").values_list("kind", flat=True))

    def wait_told(self, report: Report, *kinds: str) -> None:
        until(lambda: self.told(report) == list(kinds), 30, says=f"the manager is told {kinds}")

    def assert_built_once(self, report: Report, told: tuple[str, ...] = ("report_ready",)) -> None:
        """Nothing lost, nothing twice, the person told."""
        self.wait_told(report, *told)
        with context.system("chaos"):
            report.refresh_from_db()
            assert {each.code: (each.value, each.total) for each in report.figures.all()} == EXPECTED
            assert sorted(report.files.values_list("kind", flat=True)) == sorted(FileKind.values)
            built = Entry.objects.filter(verb="report.built", subject_id=report.pk)
            assert built.count() == 1


@pytest.fixture
def reports(cast: World) -> Reports:
    return Reports(cast)
