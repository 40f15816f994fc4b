"""A worker for the test that kills it, in a process of its own. Its arguments: database, job, log."""

import sys
import time
from pathlib import Path

from django.db import connections

from mint.jobs import running
from mint.jobs.models import Job
from mint.outbox.queue import enqueue


def register(log: Path, *, stays: bool) -> None:
    """Two steps that each write a row and a line; a worker that stays is never done with the second one."""

    def step(name: str) -> running.Step:
        def work(_job: Job) -> None:
            enqueue(name)
            with log.open("a") as lines:
                lines.write(f"{name}\n")
            while stays and name == "second":
                time.sleep(0.1)

        return running.Step(name, name, work)

    running.register("killed", (step("first"), step("second")), lambda _job: enqueue("ended"))


def main() -> None:
    database, job, log = sys.argv[1:]
    settings = connections["default"].settings_dict
    settings["NAME"], settings["OPTIONS"]["assume_role"] = database, "mint_app"
    register(Path(log), stays=True)
    running.run(int(job))
