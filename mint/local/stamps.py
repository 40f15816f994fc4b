"""Skip a set-up step whose inputs have the content they had last time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from mint.local.paths import ROOT, STAMPS


def digest(files: Iterable[Path], *extra: str) -> str:
    """One hash over the names and contents of `files` and over `extra`."""
    sha = hashlib.sha256("\0".join(extra).encode())
    for path in sorted(files):
        sha.update(f"\0{path.relative_to(ROOT)}\0".encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()


def matches(step: str, key: str) -> bool:
    return read(step) == key


def read(step: str) -> str:
    path = STAMPS / step
    return path.read_text() if path.exists() else ""


def forget(step: str) -> None:
    (STAMPS / step).unlink(missing_ok=True)


def write(step: str, key: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(key)
