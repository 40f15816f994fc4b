"""Start the embedded servers once, and stop them when their last user has gone.

Users hold a shared lock on var/users.lock; whoever can turn it into an exclusive one was the last.
"""

from __future__ import annotations

import atexit
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from mint.local import broker, paths, postgres, stamps

_held: list[IO[str]] = []


def up(*, database: bool = True, queue: bool = True) -> None:
    """Start what is asked for and down, prepare the embedded database, and count this process as a user."""
    if not _held:
        _held.append(_locked("users.lock", fcntl.LOCK_SH))
        atexit.register(_held[0].close)
    if (not database or (postgres.running() and _prepared())) and (not queue or broker.running()):
        return
    with _locked("start.lock", fcntl.LOCK_EX):
        if database:
            postgres.up()
            _prepare()
        if queue:
            broker.up()


def down() -> None:
    """Stop both, whoever uses them."""
    broker.down()
    postgres.down()


@contextmanager
def until_unused() -> Iterator[None]:
    """Stop the servers at the end, unless another process of this checkout still uses them."""
    try:
        yield
    finally:
        while _held:
            _held.pop().close()
        with open(_lock_file("users.lock"), "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                down()


def identity() -> str:
    """Names this very data directory, so that a stamp does not outlive it."""
    status = (postgres.DATA / "PG_VERSION").stat()
    return f"{status.st_ino}:{int(status.st_mtime)}"


def _prepare() -> None:
    if _prepared():
        return
    from mint.local import roles  # needs psycopg; only here, so that every other command starts sooner

    admin = postgres.urls("postgres")["DATABASE_ADMIN_URL"]
    roles.create_roles(admin)
    roles.prepare_database(admin, postgres.DATABASE)
    stamps.write("roles", _roles_key())


def _prepared() -> bool:
    return stamps.matches("roles", _roles_key())


def _roles_key() -> str:
    return stamps.digest([paths.ROOT / "mint" / "local" / "roles.py"], identity())


def _lock_file(name: str) -> str:
    paths.VAR.mkdir(exist_ok=True)
    return os.fspath(paths.VAR / name)


def _locked(name: str, kind: int) -> IO[str]:
    file = open(_lock_file(name), "w")  # noqa: SIM115 - kept open for as long as the lock is wanted
    fcntl.flock(file, kind)
    return file
