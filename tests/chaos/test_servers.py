"""F5 to F9 and F13: the queue away, hung and emptied, the relay killed, the database restarted and full, two beats."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from mint import clock
from mint.isolation import context
from mint.outbox.models import Job as Outgoing
from mint.outbox.queue import enqueue
from reports.models import Report
from tests.bench.counting import session_key
from tests.chaos import platform
from tests.chaos.servers import CONNECTIONS, until

QUICK = 3.0  # seconds in which a page answers, whatever is away


@pytest.fixture
def manager_page(processes: Any, reports: Any) -> tuple[Any, platform.Browser]:
    process, browser = processes.web()
    browser.session = session_key(reports.manager.email)
    return process, browser


def page_of(report: Report, last: str = "") -> str:
    return urlsplit(report.get_absolute_url()).path + last


def assert_saved(browser: platform.Browser, report: Report, jobs: Callable[[Report], str]) -> None:
    status, seconds, _body = browser.get(page_of(report))
    assert (status, seconds < QUICK) == (200, True), seconds
    status, seconds, _body = browser.post(page_of(report, "koosta/"))
    assert (status, seconds < QUICK) == (302, True), seconds
    assert jobs(report) == "queued"


def test_f5_pages_save_while_the_queue_is_away_and_the_work_is_done_later(
    processes: Any, reports: Any, manager_page: Any
) -> None:
    _process, browser = manager_page
    report = reports.create(begin=False)
    platform.SERVERS.stop_redis()
    try:
        processes.relay()
        assert_saved(browser, report, reports.state)
    finally:
        platform.SERVERS.start_redis()
    processes.worker()
    reports.wait(report)
    reports.assert_built_once(report)


def test_f5_pages_save_while_the_queue_hangs(processes: Any, reports: Any, manager_page: Any) -> None:
    _process, browser = manager_page
    report = reports.create(begin=False)
    processes.relay()
    processes.worker()
    os.kill(platform.SERVERS.redis.pid, signal.SIGSTOP)
    try:
        assert_saved(browser, report, reports.state)
        time.sleep(3)
        assert reports.state(report) == "queued"
    finally:
        os.kill(platform.SERVERS.redis.pid, signal.SIGCONT)
    reports.wait(report)
    reports.assert_built_once(report)


@contextmanager
def as_owner() -> Iterator[Any]:
    with closing(psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)) as connection:
        yield connection


def test_f6_a_relay_killed_between_commit_and_publishing_loses_nothing(processes: Any) -> None:
    count = 400
    with as_owner() as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS chaos_mark (number int PRIMARY KEY, runs int NOT NULL DEFAULT 1)")
        processes.worker()
        first, _second = processes.relay(), processes.relay()
        with context.system("chaos"):
            for number in range(count):
                enqueue("chaos.mark", number=number)

        def marks() -> int:
            return int(owner.execute("SELECT count(*) FROM chaos_mark").fetchone()[0])

        until(lambda: marks() > count / 20, 30, says="the relays have begun")
        platform.kill(first)
        until(lambda: marks() == count, 60, says="every task has had its effect")
        (again,) = owner.execute("SELECT sum(runs) - count(*) FROM chaos_mark").fetchone()
    with context.system("chaos"):
        left = Outgoing.objects.filter(task="chaos.mark", failed_at=None, done_at=None)
        until(lambda: not left.exists(), 30, says="every row of the outbox is done")
    print(f"F6: {count} tasks, {again} of them run again, none lost")


def test_f7_a_queue_that_comes_back_empty_is_filled_again_and_nobody_is_signed_out(
    processes: Any, reports: Any, manager_page: Any
) -> None:
    _process, browser = manager_page
    processes.relay()
    report = reports.create()
    with context.system("chaos"):
        sent = Outgoing.objects.filter(task="jobs.run", sent_at__isnull=False, done_at=None)
        until(sent.exists, 30, says="the message was sent")
    with closing(redis.Redis.from_url(os.environ["REDIS_URL"])) as client:
        client.flushall()
    assert browser.get(page_of(report))[0] == 200
    processes.worker()
    reports.wait(report)
    reports.assert_built_once(report)


def test_f8_a_database_that_restarts_costs_no_job_and_at_most_a_page(
    processes: Any, reports: Any, flags: Any, manager_page: Any
) -> None:
    _process, browser = manager_page
    flags.up("hold")
    processes.all()
    report = reports.create()
    flags.wait_for_holder(report)
    assert browser.get(page_of(report))[0] == 200
    platform.SERVERS.postgres("restart", "-m", "fast")
    answers = [browser.get(page_of(report))[0] for _ in range(8)]
    assert answers.count(200) >= len(answers) - 1, answers
    flags.down("hold")
    reports.wait(report)
    reports.assert_built_once(report)
    assert all(process.poll() is None for process in processes.running), "a process did not outlive it"


def test_f9_a_database_without_room_is_said_at_once_and_is_over_when_it_is_over(processes: Any) -> None:
    _process, browser = processes.web()
    with ExitStack() as taken:
        for _ in range(CONNECTIONS):
            try:
                taken.enter_context(closing(psycopg.connect(os.environ["DATABASE_URL"])))
            except psycopg.OperationalError:
                break
        answers = [browser.get("/fi/haasteet/") for _ in range(6)]
        assert {status for status, _seconds, _body in answers} == {503}
        assert max(seconds for _status, seconds, _body in answers) < QUICK
        assert browser.get("/healthz")[0] == 200
    until(lambda: browser.get("/fi/haasteet/")[0] == 200, 10, says="the page is back")


def test_f13_two_beats_write_each_slot_once(processes: Any) -> None:
    processes.relay()
    processes.worker()
    began = clock.now()
    for _ in range(2):
        processes.beat()

    def written() -> list[int]:
        """The slots of the sweeps, as far as they are written."""
        with context.system("chaos"):
            sweeps = Outgoing.objects.filter(task="jobs.sweep", created_at__gt=began)
            return [int(moment.timestamp()) // period for moment in sweeps.values_list("created_at", flat=True)]

    period = int(os.environ["JOB_LEASE_SECONDS"]) // 2
    until(written, 60, says="a beat has begun")
    time.sleep(15)
    slots = written()
    assert len(slots) == len(set(slots)), "a slot was written twice"
    assert len(slots) >= 4
