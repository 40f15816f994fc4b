"""F10, F17 and F22: a full disk, a web process told to stop, and a register that is down, slow or talks nonsense."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mint.isolation import context
from mint.jobs.models import State
from mint.tenancy.models import Organisation
from reports.models import ReportFile
from tests.bench.counting import session_key
from tests.business_register.conftest import register
from tests.business_register.test_prefilling import NUMBER
from tests.chaos.servers import until
from tests.chaos.test_servers import page_of
from tests.signing_in import sign_in

__all__ = ["register"]
ROOM = 20 * 1024  # bytes, less than a report's files


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes with almost nothing left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root only")
    (disk / "filler").write_bytes(b"x" * (2 * 1024 * 1024 - ROOM))
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=False)


def test_f10_a_full_disk_is_said_and_leaves_no_half_of_a_file(processes: Any, reports: Any, small_disk: Path) -> None:
    processes.relay()
    processes.worker(MEDIA_ROOT=str(small_disk))
    report = reports.create()
    job = reports.wait(report, State.FAILED)
    assert "No space left" in job.error
    reports.wait_told(report, "report_failed")

    def kept() -> list[str]:
        with context.system("chaos"):
            return sorted(ReportFile.objects.filter(report=report).values_list("file", flat=True))

    def there() -> list[str]:
        return sorted(
            str(p.relative_to(small_disk)) for p in small_disk.rglob("*") if p.is_file() and p.name != "filler"
        )

    until(lambda: there() == kept(), 10, says=f"what is on the disk is what has a row: {there()} {kept()}")
    (small_disk / "filler").unlink()
    with context.acting(reports.manager.pk):
        from mint.jobs import running

        assert running.retry(job)
    reports.wait(report)
    reports.assert_built_once(report, told=("report_failed", "report_ready"))
    assert there() == kept()


def test_f17_a_web_process_told_to_stop_answers_what_it_has_begun(processes: Any, reports: Any) -> None:
    process, browser = processes.web()
    browser.session = session_key(reports.manager.email)
    report = reports.create(begin=False)
    answered: list[int] = []
    with closing(psycopg.connect(os.environ["DATABASE_SYSTEM_URL"])) as holder:
        # the page waits for the table that it writes to: less than its own patience with locks
        holder.execute("LOCK TABLE jobs_job IN SHARE MODE")
        asking = threading.Thread(target=lambda: answered.append(browser.post(page_of(report, "koosta/"))[0]))
        asking.start()
        time.sleep(0.7)
        os.kill(process.pid, signal.SIGTERM)
        time.sleep(0.5)
        holder.rollback()
    asking.join(timeout=30)
    assert answered == [302]
    assert reports.state(report) == State.QUEUED
    process.wait(timeout=40)


@pytest.mark.parametrize("fault", ["down", "slow", "nonsense"])
def test_f22_a_register_that_fails_leaves_the_form_to_be_filled_in_by_hand(
    fault: str, cast: Any, register: Any, settings: Any
) -> None:
    cache.clear()
    settings.BUSINESS_REGISTER_SECONDS = 1.0
    if fault == "down":
        settings.BUSINESS_REGISTER_URL = "http://127.0.0.1:1/v3"
    register.hangs = fault == "slow"
    register.body = b"<html>\x00 not a register" if fault == "nonsense" else register.body
    browser = sign_in(Client(), cast.people["outsider"])
    began = time.monotonic()
    answer = browser.post(reverse("tenancy:register_look_up"), {"business_id": NUMBER})
    seconds = time.monotonic() - began
    assert (answer.status_code, seconds < 3) == (200, True), seconds
    assert 'name="name"' in answer.content.decode()
    with context.system("chaos"):
        assert not Organisation.objects.filter(business_id=NUMBER).exists()
