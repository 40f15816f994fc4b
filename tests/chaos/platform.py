"""The platform's processes as the faults need them, a browser for their pages, and what is asked of the database."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from mint.local import paths
from tests.chaos.servers import Servers, free_port, listens, until

SERVERS: Servers
PYTHON = [sys.executable, "-m"]
CELERY = [*PYTHON, "celery", "-A", "tests.chaos.worker"]
TOKEN = "c" * 32


class Processes:
    """Each in a session of its own, so that all of it can be killed; every one is gone at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.running = folder, list[subprocess.Popen[bytes]]()

    def worker(self, concurrency: int = 1, memory: int = 0, **environment: str) -> subprocess.Popen[bytes]:
        """`memory`: bytes that each process may have."""
        command = [*CELERY, "worker", "--loglevel", "warning", "--concurrency", str(concurrency)]
        return self._start([*command, "-n", f"w{len(self.running)}@chaos"], environment, memory)

    def relay(self, **environment: str) -> subprocess.Popen[bytes]:
        return self._start([sys.executable, "manage.py", "relay"], environment)

    def beat(self) -> subprocess.Popen[bytes]:
        return self._start([*CELERY, "beat", "--loglevel", "warning", "--pidfile="], {})

    def web(self) -> tuple[subprocess.Popen[bytes], Browser]:
        port = free_port()
        command = [*PYTHON, "gunicorn", "mint.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
        process = self._start([*command, "--workers", "1", "--threads", "4", "--no-control-socket"], {})
        until(lambda: listens(port), says="gunicorn listens")
        until(lambda: Browser(port).get("/healthz")[0] == 200, says="gunicorn answers")
        return process, Browser(port)

    def all(self) -> None:
        """What a whole installation has beside its pages."""
        self.relay()
        self.beat()
        self.worker()

    def _start(self, command: list[str], environment: dict[str, str], memory: int = 0) -> subprocess.Popen[bytes]:
        if memory:
            command = ["sh", "-c", f'ulimit -v {memory // 1024}; exec "$@"', "sh", *command]
        with (self.folder / f"process-{len(self.running)}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=paths.ROOT, env={**os.environ, **environment}, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        self.running.append(process)
        return process

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-3000:] for path in sorted(self.folder.glob("process-*.log")))

    def end(self) -> None:
        for process in self.running:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """All of it, at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Browser:
    """Answers as (status, seconds, body); `session` is the cookie of somebody signed in."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port, self.session = port, session

    def get(self, path: str) -> tuple[int, float, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, **values: str) -> tuple[int, float, str]:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN, **values}))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, float, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": "localhost", "Cookie": f"csrftoken={TOKEN}; sessionid={self.session}"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        began = time.monotonic()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, time.monotonic() - began, answer.read().decode(errors="replace")
        finally:
            connection.close()


class Flags:
    """What the workers are told: see tests/chaos/worker.py."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def up(self, name: str) -> None:
        (self.folder / name).touch()

    def down(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def holders(self, report: Any) -> list[int]:
        """The processes that have begun the held step of a report, in order."""
        path = self.folder / f"held-{report.pk}"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def wait_for_holder(self, report: Any, number: int = 1) -> int:
        until(lambda: len(self.holders(report)) >= number, says=f"the step was begun {number} times")
        return self.holders(report)[-1]
