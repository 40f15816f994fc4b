"""An application under gunicorn as `make run` serves it, and the CPU time it and its database connections take."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from mint.local import paths

PATIENCE_SECONDS = 60
WORKERS, THREADS = 2, 4
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE application_name = %s"

Cpu = dict[Path, int]


class Server:
    """A running gunicorn; `name` is also the application_name of its database connections."""

    def __init__(
        self, name: str, port: int, process: subprocess.Popen[bytes], watcher: psycopg.Connection[Any]
    ) -> None:
        self.name, self.port, self.process, self._watcher = name, port, process, watcher

    def cpu(self) -> Cpu:
        """Nanoseconds on the CPU by thread: of the process tree and of its PostgreSQL backends on this machine."""
        taken: Cpu = {}
        for pid in (*_tree(self.process.pid), *self._backends()):
            for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                taken[file] = _on_cpu(file)
        return taken

    def _backends(self) -> list[int]:
        found = [pid for (pid,) in self._watcher.execute(BACKENDS, [self.name])]
        return [pid for pid in found if _text(Path(f"/proc/{pid}/comm")).startswith("postgres")]


def spent_ms(before: Cpu, after: Cpu) -> float:
    return sum(value - before.get(key, 0) for key, value in after.items()) / 1e6


@contextmanager
def served(
    name: str, application: str, environment: Mapping[str, str], watcher: psycopg.Connection[Any]
) -> Iterator[Server]:
    """`application` on a free port until the end of the block; its log is var/bench-<name>.log."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--preload", "--no-control-socket"),
    ]
    with (paths.VAR / f"bench-{name}.log").open("wb") as log:
        given = {**environment, "PGAPPNAME": name}
        process = subprocess.Popen(command, cwd=paths.ROOT, env=given, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(port, process)
            yield Server(name, port, process, watcher)
        finally:
            process.terminate()
            process.wait(timeout=40)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            connection.getresponse().read()
            connection.close()
            return
        except OSError:
            time.sleep(0.1)
    raise paths.Refusal("the application did not start; see var/bench-*.log.")


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (fields := _text(folder / "stat").rpartition(")")[2].split()):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting.extend(children.get(pid, ()))
    return found


def _on_cpu(schedstat: Path) -> int:
    return int((_text(schedstat).split() or ["0"])[0])


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended since it was listed
        return ""


def environment_of(own: Mapping[str, str]) -> dict[str, str]:
    """What production has: no debugging, no demo, plain HTTP because nothing stands in front."""
    return {**os.environ, **own, "DEBUG": "0", "DEMO": "0", "SITE_URL": "http://localhost", "PYTHONUNBUFFERED": "1"}
