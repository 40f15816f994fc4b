"""A served platform of its own: database, broker, uploads, web, worker and relay, all gone at the end."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from mint.local import broker, paths, roles, steps
from tests.copying import TEMPLATE

HERE = Path(sys.executable).parent
PATIENCE_SECONDS = 90
ROLE_URLS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL")


@dataclass(frozen=True)
class Instance:
    """Where it answers, and its rows as mint_system sees them."""

    url: str
    environment: Mapping[str, str]
    logs: Path
    processes: Mapping[str, subprocess.Popen[bytes]]

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(psycopg.connect(self.environment["DATABASE_SYSTEM_URL"], autocommit=True)) as connection:
            return connection.execute(statement, values).fetchall()  # type: ignore[arg-type]

    def value(self, statement: str, *values: Any) -> Any:
        (row,) = self.rows(statement, *values)
        return row[0]

    @contextmanager
    def paused(self, name: str) -> Iterator[None]:
        """While a process stands still, with its children."""
        group = self.processes[name].pid
        os.killpg(group, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(group, signal.SIGCONT)

    def beats(self, task: str, statement: str, *values: Any) -> None:
        """The scheduler's hint: the worker runs the task, until the statement finds a row."""
        command = [str(HERE / "celery"), "-A", "mint.celery", "call", task]
        subprocess.run(command, cwd=paths.ROOT, env=self.environment, capture_output=True, check=True)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.rows(statement, *values):
            if time.monotonic() > until:
                raise RuntimeError(f"{task} did nothing; the worker said:\n{self.log_tail('worker')}")
            time.sleep(0.2)

    def log_tail(self, name: str, lines: int = 30) -> str:
        return "\n".join((self.logs / f"{name}.log").read_text(errors="replace").splitlines()[-lines:])


@contextmanager
def served() -> Iterator[Instance]:
    folder = Path(tempfile.mkdtemp(prefix="mint-browser-"))
    port, name = _free_port(), f"mint_browser_{os.getpid()}"
    environment = _environment(folder, port, name)
    started: dict[str, subprocess.Popen[bytes]] = {}
    administrator = _administrator()
    try:
        roles.prepare_database(administrator, name, os.environ.get(TEMPLATE, "template1"))
        steps.all_for_tests()
        _manage(environment | {"MINT_ROLE": "owner"}, "migrate", "--noinput", "--verbosity", "0")
        _manage(environment, "seed_demo")
        for process, command in _commands(folder, port).items():
            started[process] = _start(folder, process, command, environment)
        instance = Instance(f"http://127.0.0.1:{port}", environment, folder, started)
        _wait(instance, port)
        yield instance
    finally:
        _stop(list(started.values()))
        roles.drop_database(administrator, name)
        shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path, port: int, database: str) -> dict[str, str]:
    dropped = {"MINT_ROLE", "DEBUG", "EMAIL_URL", "METRICS_TOKEN", "ALLOWED_HOSTS", "SENTRY_DSN"}
    dropped |= {f"{key}_FILE" for key in (*ROLE_URLS, "REDIS_URL", "CACHE_URL")}
    queue = folder / "valkey.sock"
    own = {
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DEMO": "1",
        "MEDIA_ROOT": str(folder / "media"),
        "REDIS_URL": f"redis+socket://{queue}",
        "CACHE_URL": f"unix://{queue}",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }
    given = {key: value for key, value in os.environ.items() if key not in dropped and not key.startswith("PYTEST")}
    return given | {key: _in_database(_given(key), database) for key in ROLE_URLS} | own


def _administrator() -> str:
    """Who may create a database: a superuser, or the owner's role (CREATEDB)."""
    return _in_database(os.environ.get("DATABASE_ADMIN_URL") or _given("DATABASE_OWNER_URL"), "postgres")


def _given(name: str) -> str:
    """A variable of the test session, or the content of the file that it names."""
    return os.environ.get(name) or Path(os.environ[f"{name}_FILE"]).read_text().strip()


def _in_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _commands(folder: Path, port: int) -> dict[str, list[str]]:
    """The broker first, then what the Procfile runs, smaller."""
    worker = ("worker", "--loglevel", "info", "--concurrency", "1")
    return {
        "broker": [
            *(str(broker.binary()), "--port", "0", "--unixsocket", str(folder / "valkey.sock")),
            *("--save", "", "--appendonly", "no", "--dir", str(folder)),
        ],
        "web": [
            *(str(HERE / "gunicorn"), "mint.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
            *("--workers", "1", "--threads", "4", "--no-control-socket"),
        ],
        "relay": [sys.executable, "manage.py", "relay"],
        "worker": [str(HERE / "celery"), "-A", "mint.celery", *worker],
    }


def _start(folder: Path, name: str, command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=paths.ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip


def _stop(started: list[subprocess.Popen[bytes]]) -> None:
    """The last started first; each with the children it has made."""
    for process in reversed(started):
        if process.poll() is None:
            process.terminate()
    for process in reversed(started):
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _manage(environment: Mapping[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    outcome = subprocess.run(command, cwd=paths.ROOT, env=environment, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise RuntimeError(f"manage.py {arguments[0]} failed:\n{outcome.stdout[-3000:]}{outcome.stderr[-3000:]}")


def _wait(instance: Instance, port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not _ready(port):
        if time.monotonic() > until:
            raise RuntimeError(f"not ready in {PATIENCE_SECONDS} s; the web process said:\n{instance.log_tail('web')}")
        time.sleep(0.3)


def _ready(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
