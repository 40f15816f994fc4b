"""The Celery application of the faults' workers: a report has one more step, which does what the test has put a flag up for.

`celery -A tests.chaos.worker worker`. Flags are files in the folder that CHAOS names.
"""

import os
import time
from pathlib import Path

import django

django.setup()

from celery import shared_task  # noqa: E402
from django.db import connection  # noqa: E402

from mint.celery import app  # noqa: E402
from mint.jobs import running  # noqa: E402
from mint.jobs.models import Job  # noqa: E402
from reports.building import STEPS  # noqa: E402
from reports.jobs import ended  # noqa: E402
from reports.states import JOB  # noqa: E402

FOLDER = Path(os.environ["CHAOS"])
BOMB = 6_000_000_000  # bytes, more than the test lets a process have


def held(job: Job) -> None:
    """A line for each time it is begun; then as the flags say, each read again and again."""
    with (FOLDER / f"held-{job.subject_id}").open("a") as lines:
        lines.write(f"{os.getpid()}\n")
    while (FOLDER / "hold").exists():
        time.sleep(0.05)
    if (FOLDER / "poison").exists():
        os._exit(1)
    if (FOLDER / "bomb").exists():
        bytearray(BOMB)


running.register(JOB, (*STEPS[:1], running.Step("held", "held", held, as_system=True), *STEPS[1:]), ended)


@shared_task(name="chaos.mark")
def mark(*, number: int) -> None:
    """Harmless when run twice, as every task: the second finds its mark."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO chaos_mark (number) VALUES (%s) ON CONFLICT (number) DO UPDATE SET runs = chaos_mark.runs + 1",
            [number],
        )


__all__ = ["app"]
