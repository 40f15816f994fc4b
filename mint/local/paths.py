"""Where things lie on disk, and who owns the embedded servers' files."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
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


def hidden() -> bool:
    """Whether the servers' account cannot reach the checkout, as in root's own closed home folder."""
    return unprivileged() is not None and any(not folder.stat().st_mode & 0o001 for folder in (ROOT, *ROOT.parents))


def server_home() -> Path:
    """Where the embedded servers keep their data: var/, or a folder of the system's when that is hidden from them."""
    return Path("/var/tmp") / _checkout_name() if hidden() else VAR


def reachable(package: Path) -> Path:
    """An installed package, copied beside the data when the servers' account cannot reach it."""
    if not hidden():
        return package
    home = server_home()
    home.mkdir(mode=0o755, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != 0:
        raise Refusal(f"{home} belongs to somebody else; remove it and try again.")
    copies = home / f"{package.name}-{int(package.stat().st_mtime)}"
    if not copies.exists():
        partial = copies.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for folder in package.parent.glob(f"{package.name}*"):  # and its shared libraries, looked up from beside it
            if folder.name in {package.name, f"{package.name}.libs"}:
                shutil.copytree(folder, partial / folder.name, symlinks=True)
        partial.rename(copies)
    return copies / package.name


def socket_dir() -> Path:
    """A short directory for unix sockets: their whole path must stay under 104 bytes.

    It depends on the checkout and the user, so that neither meets another's servers.
    """
    base = Path("/tmp")  # TMPDIR may be long, and differs by shell
    if not base.is_dir():
        base = Path(tempfile.gettempdir())
    return base / _checkout_name()


def _checkout_name() -> str:
    return "mint-" + hashlib.sha256(f"{ROOT}:{os.geteuid()}".encode()).hexdigest()[:10]
