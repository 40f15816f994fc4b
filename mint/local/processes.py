"""Run a server's programs as the right account, and see whether a server answers."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from mint.local.paths import Refusal, unprivileged

Outcome = subprocess.CompletedProcess[str]


def run(command: Sequence[str | Path]) -> Outcome:
    """Run to its end as the servers' account; never raises for a non-zero exit."""
    arguments = [str(part) for part in command]
    account = unprivileged()
    uid, gid = account or (None, None)
    groups: list[int] | None = [] if account else None
    try:
        return subprocess.run(
            arguments,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=uid,
            group=gid,
            extra_groups=groups,
        )
    except PermissionError as error:
        raise Refusal(
            f"as root the embedded servers run as the user nobody, who cannot reach {arguments[0]}: "
            "put the checkout into a directory that others may read, or run as an ordinary user."
        ) from error


def answers(path: Path) -> bool:
    """Whether somebody accepts connections on the unix socket `path`."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def pid_in(path: Path) -> int | None:
    """The live process whose id is on the first line of `path`, or None."""
    try:
        pid = int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if alive(pid) else None
