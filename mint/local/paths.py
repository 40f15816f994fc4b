"""Where things lie on disk, and who owns the embedded servers' files."""

from __future__ import annotations

import hashlib
import os
import pwd
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
STAMPS = VAR / "stamps"


class Refusal(SystemExit):
    """One clear sentence instead of a traceback; the process ends with 1."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"mint: {sentence}")
        self.sentence = sentence


class Account(NamedTuple):
    uid: int
    gid: int


def unprivileged() -> Account | None:
    """The account the embedded servers run as when we are root (PostgreSQL refuses root)."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def owned_dir(path: Path) -> Path:
    """Make `path` a directory of mode 0700 that belongs to the servers' account."""
    account = unprivileged()
    uid = account.uid if account else os.geteuid()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid not in {uid, os.geteuid()}:
        raise Refusal(f"{path} belongs to somebody else; remove it and try again.")
    if account:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)
    return path


def socket_dir() -> Path:
    """A short directory for unix sockets: their whole path must stay under 104 bytes.

    It depends on the checkout and the user, so that neither meets another's servers.
    """
    base = Path("/tmp")  # TMPDIR may be long, and differs by shell
    if not base.is_dir():
        base = Path(tempfile.gettempdir())
    name = hashlib.sha256(f"{ROOT}:{os.geteuid()}".encode()).hexdigest()[:10]
    return base / f"mint-{name}"
