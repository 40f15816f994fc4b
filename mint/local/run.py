"""`make run`: set up what changed, serve web, worker, beat and relay together, stop the embedded servers at the end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType

from mint.local import environment, paths, servers, steps

HOST = "127.0.0.1"
STOPPED = {0, 128 + signal.SIGINT, 128 + signal.SIGTERM}


def main() -> int:
    port = _port(os.environ.get("PORT", "8000"))
    require_free(port)
    signal.signal(signal.SIGTERM, _interrupted)
    with servers.until_unused():
        try:
            environment.ensure([])
            os.environ.update(_defaults(port))
            steps.all_for_run()
            return _serve(port)
        except KeyboardInterrupt:
            return 130


def require_free(port: int) -> None:
    """Refuse before any set-up when somebody else has the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise paths.Refusal(f"port {port} needs root; choose another: make run PORT=8123") from None
        except OSError:
            raise paths.Refusal(f"port {port} is already taken; choose another: make run PORT=8123") from None


def processes() -> dict[str, str]:
    """The Procfile's commands by name."""
    lines = (paths.ROOT / "Procfile").read_text().splitlines()
    pairs = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): command.strip() for name, _, command in pairs}


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise paths.Refusal(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _defaults(port: int) -> dict[str, str]:
    """What a demonstration on one's own machine needs and nobody has set."""
    here = Path(sys.executable).parent
    fixed = {"PORT": str(port), "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONUNBUFFERED": "1"}
    wanted = {"SITE_URL": f"http://localhost:{port}", "DEMO": "1", "BIND": f"{HOST}:{port}"}
    if os.geteuid() == 0:  # Celery warns of root's rights with messages that run code; ours are JSON
        wanted["PYTHONWARNINGS"] = "ignore:You're running the worker with superuser"
    if not os.environ.get("SECRET_KEY_FILE"):
        wanted["SECRET_KEY"] = environment.secret_key()
    return fixed | {name: value for name, value in wanted.items() if not os.environ.get(name)}


def _serve(port: int) -> int:
    from honcho.manager import Manager
    from honcho.printer import Printer

    manager = Manager(Printer(sys.stdout))
    for name, command in processes().items():
        manager.add_process(name, command, env=dict(os.environ), cwd=str(paths.ROOT))
    announce = [sys.executable, "-m", "mint.local.announce", str(port)]
    announcer = subprocess.Popen(announce, cwd=paths.ROOT, start_new_session=True)  # Ctrl-C is not for it
    try:
        manager.loop()
    finally:
        announcer.terminate()
        announcer.wait()
    return 0 if manager.returncode in STOPPED else 1


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
