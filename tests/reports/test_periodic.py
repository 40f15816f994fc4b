"""The ecosystem review builds itself when a quarter has ended, once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mint import clock
from mint.isolation import context
from mint.jobs.models import Job
from mint.notifications.models import Notification
from reports import actions
from reports.models import Report
from reports.states import FileKind, Kind, State
from reports.tasks import build_due
from tests.world import World

OCTOBER = clock.at(date(2026, 10, 1), 0)


def test_a_quarter_that_has_ended_is_built_once_however_often_the_clock_strikes(
    records: World, run_outbox: Callable[[], list[str]]
) -> None:
    with context.system("reports.build_due"), clock.set_to(OCTOBER):
        build_due()
        build_due()
    run_outbox()
    with context.system("test"):
        report = Report.objects.get(project=records.project)
        assert (report.kind, report.slot, report.state) == (Kind.ECOSYSTEM, "MINT-2/2026-Q3", State.PRE_CHECK)
        assert (report.starts_on, report.ends_on) == (date(2026, 7, 1), date(2026, 9, 30))
        assert Job.objects.filter(kind="report", subject_id=report.pk).count() == 1
        assert report.files.count() == len(FileKind)
        assert report.figures.get(code="MINT02").total == 2
        told = Notification.objects.filter(kind="report_ready").values_list("user__email", flat=True)
        assert "manager@example.test" in told


@pytest.mark.attack(32)
def test_two_beats_at_the_same_moment_build_it_once(records: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither saw the other's row before writing its own: the slot's unique row decides."""
    with context.system("reports.build_due"), clock.set_to(OCTOBER):
        assert actions.build_due() == 2  # one for each project of the cast
        monkeypatch.setattr(type(Report.objects.all()), "exists", lambda _: False)
        assert actions.build_due() == 0
        assert Report.objects.count() == 2


def slots_of(world: World) -> list[str]:
    return list(Report.objects.filter(project=world.project).order_by("id").values_list("slot", flat=True))


def test_the_next_quarter_is_another_report(records: World) -> None:
    with context.system("reports.build_due"):
        for day in (date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1)):
            with clock.set_to(clock.at(day, 0)):
                actions.build_due()
        assert slots_of(records) == ["MINT-2/2026-Q3", "MINT-2/2026-Q4"]


def test_quarters_that_nobody_was_there_to_build_are_made_up_for(records: World) -> None:
    with context.system("reports.build_due"):
        for day in (date(2026, 10, 1), date(2027, 8, 1)):
            with clock.set_to(clock.at(day, 0)):
                actions.build_due()
        quarters = ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]
        assert slots_of(records) == [f"MINT-2/{quarter}" for quarter in quarters]


def test_the_manager_counts_what_the_system_counts(records: World, report: Report, run_outbox: Any) -> None:
    """Row security leaves the manager every record that a figure is made of."""
    with context.system("reports.build_due"), clock.set_to(clock.at(date(2026, 10, 1), 0)):
        actions.build_due()
    run_outbox()
    with context.system("test"):
        own = Report.objects.get(project=records.project, kind=Kind.ECOSYSTEM)
        assert dict(own.figures.values_list("code", "total")) == dict(report.figures.values_list("code", "total"))
