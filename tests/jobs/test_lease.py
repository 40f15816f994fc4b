"""A job that lives keeps its lease; one whose worker died is picked up."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from mint import clock
from mint.isolation import context
from mint.jobs import claiming, running
from mint.jobs.models import Job, State
from tests.world import World

SECOND = timedelta(seconds=1)


@pytest.fixture
def claimed(world: World) -> Job:
    """A job whose first step is under way."""
    with context.system("test"):
        Job.objects.create(kind="report", subject_id=1, organisation=world.university)
        taken = claiming.claim()
    assert taken is not None
    return taken


def _swept_at(moment: Any) -> tuple[int, bool]:
    """How many the sweeper queues at that time, and whether another worker gets the job."""
    with clock.set_to(moment), context.system("test"):
        found = claiming.sweep()
        job = Job.objects.get()
        return found, job.lease_until is not None and job.lease_until < clock.now()


def test_a_step_longer_than_its_lease_is_left_alone_while_it_is_renewed(claimed: Job) -> None:
    now = clock.now()
    for beats in range(1, 13):  # three leases long
        with clock.set_to(now + beats * claiming.BEAT):
            assert claiming.renew(claimed)
    assert _swept_at(now + 12 * claiming.BEAT + SECOND) == (0, False)


def test_a_killed_workers_job_is_picked_up_once_its_lease_has_passed(claimed: Job) -> None:
    now = clock.now()
    assert _swept_at(now + claiming.LEASE - 5 * SECOND) == (0, False)
    assert _swept_at(now + claiming.LEASE + SECOND) == (1, True)
    with clock.set_to(now + claiming.LEASE + SECOND):
        again = claiming.claim()
        assert again is not None
        assert not claiming.renew(claimed)  # the first one's claim is over
        assert claiming.renew(again)


def test_an_ended_job_is_not_renewed(claimed: Job) -> None:
    with context.system("test"):
        running.cancel(claimed)
        assert not claiming.renew(claimed)
        assert Job.objects.get().state == State.CANCELLED


def test_the_lease_is_renewed_while_a_step_runs_and_no_longer(claimed: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    beaten = threading.Event()
    renewed = []

    def renew(job: Job) -> None:
        renewed.append(job.pk)
        beaten.set()

    monkeypatch.setattr(claiming, "BEAT", timedelta(milliseconds=5))
    monkeypatch.setattr(claiming, "renew", renew)
    with claiming.alive(claimed):
        assert beaten.wait(5)
    assert set(renewed) == {claimed.pk}
    assert [thread for thread in threading.enumerate() if thread.name == f"job-{claimed.pk}"] == []
