"""A worker that is killed in the middle of a step: the job is taken up again, and everything happens once."""

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from mint import clock
from mint.isolation import context
from mint.jobs import claiming, running
from mint.jobs.models import Job, State
from mint.local import paths
from mint.outbox.models import Job as Outgoing
from tests.jobs import killed_worker
from tests.world import World

BEGIN = "import django; django.setup(); from tests.jobs.killed_worker import main; main()"


def _job() -> Job:
    with context.system("test"):
        return Job.objects.get()


def _written() -> Counter[str]:
    with context.system("test"):
        return Counter(Outgoing.objects.exclude(task="jobs.run").values_list("task", flat=True))


def _killed_in_the_second_step(job: Job, log: Path) -> None:
    command = [sys.executable, "-c", BEGIN, str(connection.settings_dict["NAME"]), str(job.pk), str(log)]
    with subprocess.Popen(command, cwd=paths.ROOT, stderr=subprocess.PIPE) as worker:
        for _ in range(600):
            if worker.poll() is not None or (log.exists() and "second" in log.read_text()):
                break
            time.sleep(0.1)
        worker.kill()
        said = worker.stderr.read().decode() if worker.stderr else ""
    assert worker.returncode == -signal.SIGKILL, said


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_job_is_taken_up_again_and_finishes_once(world: World, tmp_path: Path) -> None:
    log = tmp_path / "steps"
    with context.system("test"):
        job = Job.objects.create(kind="killed", subject_id=1, organisation=world.university)
    _killed_in_the_second_step(job, log)
    left = _job()
    assert (left.state, left.step, _written()) == (State.RUNNING, 1, {"first": 1})  # the half-done step left nothing

    killed_worker.register(log, stays=False)
    running.run(job.pk)
    assert _job().state == State.RUNNING  # its lease has not passed: it might still live
    assert left.lease_until is not None
    with clock.set_to(left.lease_until + claiming.BEAT):
        with context.system("test"):
            assert claiming.sweep() == 1
        running.run(job.pk)
        running.run(job.pk)
    assert (_job().state, _written()) == (State.DONE, {"first": 1, "second": 1, "ended": 1})
    assert log.read_text().split() == ["first", "second", "second"]
