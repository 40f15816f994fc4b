"""python -m tests.bench.reporting: what building a report costs among 200,000 records of 20 tenants.

Prints each figure beside its limit, and writes var/bench-reports.json. The number of queries is also a failure.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg

from mint.local import paths, steps
from tests.bench import database

NAME, ROWS, TIMES, TEN_THOUSAND = "bench_reports", 200_000, 3, 10_000
COPY = """COPY (SELECT measured_on, value, note, measured_at, arm, subject, out_of FROM experiments_measurement
WHERE metric_id = {metric} AND is_current ORDER BY measured_on, measured_at, id) TO STDOUT (FORMAT csv)"""


@dataclass(frozen=True)
class Figure:
    """What was measured, how much of it is allowed at most, and in which unit."""

    name: str
    value: float
    most: float
    unit: str

    @property
    def is_over(self) -> bool:
        return self.value > self.most

    def __str__(self) -> str:
        return f"{self.name:54}{self.value:10.2f} / {self.most:g} {self.unit:14}{'OVER' if self.is_over else 'ok'}"


def main() -> int:
    if sys.argv[1:2] == ["work"]:
        return work(int(sys.argv[2]))
    os.environ |= {"DEBUG": "0", "DEMO": "0", "SITE_URL": "http://localhost", "DJANGO_SETTINGS_MODULE": "mint.settings"}
    steps.all_for_tests()
    fresh = database.prepare(ROWS, NAME)
    _set_up()
    if fresh:
        _load()
    figures = [*_counting(), *_building(), *_exports()]
    print("\n".join(map(str, figures)), flush=True)
    content = [{**vars(each), "over": each.is_over} for each in figures]
    (paths.VAR / "bench-reports.json").write_text(json.dumps(content, indent=1) + "\n")
    return 1 if any(each.is_over for each in figures if each.unit == "queries") else 0


def _set_up() -> None:
    import django

    django.setup()
    logging.disable(logging.WARNING)


def _load() -> None:
    from mint.isolation import context
    from tests.bench import many

    began = time.monotonic()
    with context.system("bench.load"):
        many.load()
        assert many.counted() == ROWS, many.counted()
    database.finish(ROWS, (), NAME)
    print(f"bench: {ROWS} records loaded in {time.monotonic() - began:.0f} s", flush=True)


def _report(tenant: int) -> Any:
    """A full monitoring report of a tenant's project, asked for by its manager."""
    from mint.accounts.models import User
    from mint.isolation import context
    from mint.projects.models import Period
    from mint.tenancy.context import acting, load
    from reports import actions

    manager = User.objects.get(email=f"manager{tenant}@bench.example")
    with context.acting(manager.pk):
        actor, organisations = load(manager.pk)
        actor = acting(actor, organisations[0])
        return actions.begin(Period.objects.get(project__code=f"BENCH{tenant}"), "fi", actor=actor, key=uuid4())


def _job(report: Any) -> Any:
    from mint.isolation import context
    from reports import jobs

    with context.system("bench"):
        return jobs.latest(report)


def _counting() -> Iterator[Figure]:
    """The figures alone, part by part, as one worker does them."""
    _took(3)  # a worker's second report: words and addresses are loaded
    took, rows = _took(0)
    print("bench: figures, " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items()), flush=True)
    yield Figure(f"figures of a full report ({rows} rows behind them)", sum(took.values()), 3, "s")


def _took(tenant: int) -> tuple[dict[str, float], int]:
    from mint.isolation import context
    from reports import building
    from reports.models import FigureRow

    job = _job(_report(tenant))
    took: dict[str, float] = {}
    with context.acting(job.requested_by_id):
        gathered = {}
        for area in building.areas(job):
            with _timed(took, area):
                gathered[area] = json.loads(json.dumps(building.read(job, area)))
        with _timed(took, "merge"):
            building.merge(job, gathered)
        with _timed(took, "count"):
            building.count(job)
        return took, FigureRow.objects.filter(report_id=job.subject_id).count()


@contextmanager
def _timed(took: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    took[name] = time.perf_counter() - began


def _building() -> Iterator[Figure]:
    """The whole job in worker processes of its own: one, then two for another tenant's."""
    one = _built(1, 1)
    two = _built(2, 2)
    yield Figure("whole report with its five files, one worker", one["wall"], 20, "s")
    yield Figure("the same, two workers", two["wall"], max(one["wall"], 0.01) * 1.05, "s (of one)")
    yield Figure("worker's peak memory", max(one["memory"], two["memory"]), 250, "MB")
    share = one["parts"] / one["wall"]
    gain = one["wall"] / two["wall"]
    print(
        f"bench: {share:.0%} of the work can be done side by side; two workers are {gain:.2f} times as fast", flush=True
    )


def _built(tenant: int, workers: int) -> dict[str, float]:
    from mint.isolation import context
    from mint.jobs.models import JobPart, State

    report = _report(tenant)
    job = _job(report)
    command = [sys.executable, "-m", "tests.bench.reporting", "work", str(job.pk)]
    started = [subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE) for _ in range(workers)]
    said = [json.loads(process.communicate()[0].splitlines()[-1]) for process in started]
    with context.system("bench"):
        job.refresh_from_db()
        assert job.state == State.DONE, job.error
        parts = list(JobPart.objects.filter(job=job).values_list("key", "started_at", "ended_at"))
    spent = {key: (ended - began).total_seconds() for key, began, ended in parts}
    print(f"bench: {workers} workers, " + ", ".join(f"{key} {value:.2f} s" for key, value in spent.items()), flush=True)
    wall = max(each["ended"] for each in said) - max(each["began"] for each in said)
    return {"wall": wall, "memory": max(each["memory"] for each in said), "parts": sum(spent.values())}


def work(job_id: int) -> int:
    """A worker's process: loaded as a worker is, it begins at the same moment as the others, and ends with the job."""
    _set_up()
    from mint.celery import app
    from mint.isolation import context
    from mint.jobs import running
    from mint.jobs.models import Job

    app.loader.import_default_modules()
    time.sleep(max(0.0, 5 - time.clock_gettime(time.CLOCK_MONOTONIC) % 5))  # the next whole five seconds
    began = time.monotonic()
    while True:
        running.run(job_id, alone=True)
        with context.system("bench"):
            if not Job.objects.get(pk=job_id).is_active:
                break
        time.sleep(0.05)
    used = (resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    memory = max(used) / 1024  # of the worker, and of whom it has typeset what is large
    print(json.dumps({"began": began, "ended": time.monotonic(), "memory": memory}))
    return 0


def _exports() -> Iterator[Figure]:
    yield from _listing()
    yield from _workbook()


def _listing() -> Iterator[Figure]:
    """A metric's values as the page gives them, beside COPY of the same rows."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from experiments.models import Metric
    from mint.isolation import context
    from tests.bench.counting import Count, session_key

    with context.system("bench"):
        metric = Metric.objects.order_by("pk")[0]
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key("manager0@bench.example")
    path = reverse("experiments:data", args=[metric.experiment_id, metric.pk])
    counted = Count()
    with connection.execute_wrapper(counted):
        lines = client.get(path).content.decode("utf-8-sig").splitlines()
    assert len(list(csv.reader(lines, delimiter=";"))) == TEN_THOUSAND + 1
    with closing(database.owner()) as session:
        session.execute("SET ROLE mint_definer")

        def copied() -> None:
            with session.cursor().copy(psycopg.sql.SQL(COPY).format(metric=metric.pk)) as rows:
                for _row in rows:
                    pass

        raw = _best(copied)
    ours = _best(lambda: client.get(path))
    print(f"bench: CSV of 10,000 rows {1000 * ours:.0f} ms, COPY {1000 * raw:.0f} ms", flush=True)
    yield Figure("CSV of 10,000 rows", ours / raw, 8, "x COPY")
    yield Figure("queries of that page", len(counted.statements), 10, "queries")


def _workbook() -> Iterator[Figure]:
    """Ten thousand rows behind figures in the report's workbook, beside xlsxwriter with the same cells."""
    import xlsxwriter

    from mint.isolation import context
    from reports.documents import sheets
    from reports.documents.gathering import document_of
    from reports.models import Report

    with context.system("bench"):
        document = document_of(Report.objects.filter(built_at__isnull=False).order_by("pk")[0])
    rows = [row for line in document.lines for row in line.rows][:TEN_THOUSAND]
    line = document.lines[0]
    one = type(document)(**{**vars(document), "lines": [type(line)(**{**vars(line), "rows": rows})]})
    cells = list(sheets.records(one.lines[0]).rows)

    def bare() -> None:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, sheets.OPTIONS) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)

    raw, ours = _best(bare), _best(lambda: sheets.workbook(one))
    print(f"bench: XLSX of {len(rows)} rows {ours:.2f} s, xlsxwriter {raw:.2f} s", flush=True)
    yield Figure(f"XLSX of {len(rows)} rows", ours / raw, 2, "x xlsxwriter")


def _best(work: Callable[[], object]) -> float:
    """Of a few: whatever else runs on the machine only ever adds."""
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


if __name__ == "__main__":
    sys.exit(main())
