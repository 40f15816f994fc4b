"""Beat: what is due becomes a row once, whoever saw it, and what was missed is made up for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django_celery_beat.models import PeriodicTask

from mint import clock
from mint.celery import app
from mint.isolation import context
from mint.jobs import beat
from mint.outbox.models import Job

NIGHT = datetime(2026, 12, 1, 0, 40, tzinfo=UTC)  # 2:40 in Finland
PLAN = "matching.take_stock"  # 2:30
pytestmark = pytest.mark.services


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library closes old ones, and with it the test's transaction."""
    monkeypatch.setattr("django_celery_beat.schedulers.close_old_connections", lambda: None)


@pytest.fixture
def plan(db: None) -> PeriodicTask:
    """The only one, last run the evening before."""
    scheduler()
    with context.system("test"):
        PeriodicTask.objects.exclude(name=PLAN).update(enabled=False)
        PeriodicTask.objects.filter(name=PLAN).update(last_run_at=NIGHT - timedelta(hours=8))
        return PeriodicTask.objects.get(name=PLAN)


def scheduler() -> beat.SlotScheduler:
    with context.system("test"):
        return beat.SlotScheduler(app=app)


def ticked(of: beat.SlotScheduler, at: datetime, times: int = 3) -> None:
    """The library's heap of what comes next is by the true clock: it is made anew by the one set here."""
    of._heap = None
    with clock.set_to(at), context.system("test"):
        for _ in range(times):
            of.tick()


def sent() -> list[str]:
    with context.system("test"):
        return list(Job.objects.filter(task=PLAN).order_by("pk").values_list("task", flat=True))


def test_two_beats_send_a_slot_once(plan: PeriodicTask) -> None:
    one, other = scheduler(), scheduler()
    ticked(one, NIGHT)
    ticked(other, NIGHT)
    ticked(one, NIGHT + timedelta(minutes=5))
    assert sent() == [PLAN]


def test_both_may_be_about_to_write_it(plan: PeriodicTask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither saw the other's row: the key decides."""
    monkeypatch.setattr(type(Job.objects.all()), "exists", lambda _self: False)
    slot = NIGHT.replace(minute=30)
    for _ in range(2):
        beat.put(PLAN, PLAN, slot, {})
    assert sent() == [PLAN]


def test_what_was_missed_is_made_up_for_once_however_long_ago(plan: PeriodicTask) -> None:
    ticked(scheduler(), NIGHT + timedelta(days=3, hours=11))
    assert sent() == [PLAN]


def test_nothing_is_made_up_for_that_has_run(plan: PeriodicTask) -> None:
    ticked(scheduler(), NIGHT - timedelta(minutes=20))
    assert sent() == []


def test_a_slot_that_could_not_be_written_stays_due(plan: PeriodicTask, monkeypatch: pytest.MonkeyPatch) -> None:
    of = scheduler()

    def away(*_: Any) -> bool:
        raise DatabaseError("away")

    with monkeypatch.context() as broken:
        broken.setattr(beat, "put", away)
        ticked(of, NIGHT, times=1)
    ticked(of, NIGHT + timedelta(seconds=beat.OFTEN + 1))
    assert sent() == [PLAN]


def test_a_plan_waits_behind_its_own_row_that_was_not_sent_yet(plan: PeriodicTask) -> None:
    """A broker that is away for a night is not followed by a thousand sweeps."""
    of = scheduler()
    for day in range(3):
        ticked(of, NIGHT + timedelta(days=day))
    assert sent() == [PLAN]


def test_an_operator_changes_a_plan_in_the_database_and_a_new_start_leaves_it(plan: PeriodicTask) -> None:
    with context.system("test"):
        PeriodicTask.objects.filter(name=PLAN).update(enabled=False, description="Kesätauko")
    scheduler()
    with context.system("test"):
        assert PeriodicTask.objects.get(name=PLAN).enabled is False
    ticked(scheduler(), NIGHT)
    assert sent() == []
