"""F1 to F4 and F18: a worker's child, a whole worker, a long task, work that kills its workers, too much memory."""

import os
import signal
import time
from typing import Any

from mint.jobs.models import State
from mint.jobs.running import TRIES
from tests.chaos import platform

GIGABYTE = 1024**3


def test_f1_a_worker_child_killed_in_the_middle_of_a_report(processes: Any, reports: Any, flags: Any) -> None:
    flags.up("hold")
    processes.all()
    report = reports.create()
    child = flags.wait_for_holder(report)
    os.kill(child, signal.SIGKILL)
    assert flags.wait_for_holder(report, 2) != child  # taken up by another child, once the lease has passed
    flags.down("hold")
    reports.wait(report)
    reports.assert_built_once(report)


def test_f2_a_whole_worker_killed_in_the_middle_of_a_report(processes: Any, reports: Any, flags: Any) -> None:
    flags.up("hold")
    processes.relay()
    processes.beat()
    first = processes.worker()
    report = reports.create()
    flags.wait_for_holder(report)
    platform.kill(first)
    flags.down("hold")
    processes.worker()
    reports.wait(report)
    reports.assert_built_once(report)
    assert len(flags.holders(report)) == 2


def test_f3_a_task_longer_than_the_queue_waits_for_it(processes: Any, reports: Any, flags: Any) -> None:
    """The message is given to a second worker while the first one works: it finds nothing to do, and harms nothing."""
    flags.up("hold")
    processes.relay()
    for _ in range(2):
        processes.worker(QUEUE_VISIBILITY_SECONDS="2")
    report = reports.create()
    flags.wait_for_holder(report)
    time.sleep(10)
    assert len(flags.holders(report)) == 1
    flags.down("hold")
    reports.wait(report)
    reports.assert_built_once(report)
    assert len(flags.holders(report)) == 1


def test_f4_work_that_kills_every_worker_is_given_up_and_the_person_is_told(
    processes: Any, reports: Any, flags: Any
) -> None:
    flags.up("poison")
    processes.all()
    poisoned = reports.create()
    job = reports.wait(poisoned, State.FAILED, seconds=150)
    assert len(flags.holders(poisoned)) == TRIES
    assert str(TRIES) in job.error
    reports.wait_told(poisoned, "report_failed")
    flags.down("poison")
    sound = reports.create()  # the worker goes on
    reports.wait(sound)
    reports.assert_built_once(sound)


def test_f18_a_task_that_takes_too_much_memory_fails_alone(processes: Any, reports: Any, flags: Any) -> None:
    flags.up("bomb")
    processes.relay()
    processes.worker(memory=4 * GIGABYTE)
    report = reports.create()
    job = reports.wait(report, State.FAILED)
    assert "MemoryError" in job.error
    reports.wait_told(report, "report_failed")
    flags.down("bomb")
    sound = reports.create()
    reports.wait(sound)
    reports.assert_built_once(sound)


def test_nobody_waits_behind_the_reports_of_another(processes: Any, reports: Any, cast: Any) -> None:
    """With the queue full of one organisation's work, another's is begun at once."""
    several = [reports.create() for _ in range(12)]
    other = reports.of_calendar(cast.other_university, cast.other_project)
    processes.relay()
    processes.worker()

    reports.wait(other)
    done = sum(reports.state(each) == State.DONE for each in several)
    assert done <= 2, f"{done} of the others came first"
    for each in several:
        reports.wait(each, seconds=120)
