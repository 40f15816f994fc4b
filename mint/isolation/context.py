"""Who the database believes we are: transaction-local, never session-wide (a pooled connection would leak it)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, connections, models, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.pq import TransactionStatus

from mint.isolation.signing import signed


@contextmanager
def acting(user_id: int | None) -> Iterator[None]:
    """A transaction in which row security sees this person (None: anonymous). Nested: the previous value returns."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            previous = _set(cursor, signed(user_id))
        yield
        with connection.cursor() as cursor:
            _set(cursor, previous)


def _set(cursor: CursorWrapper, value: str) -> str:
    cursor.execute(
        "SELECT current_setting('mint.context', true), set_config('mint.context', %s, true)",
        [value],
    )
    (previous, _) = cursor.fetchone()
    return previous or ""


def forget() -> None:
    """From here to the end of the transaction row security sees nobody."""
    with connection.cursor() as cursor:
        _set(cursor, signed(None))


@contextmanager
def system(name: str) -> Iterator[None]:
    """Act as the database role mint_system: named sweeps, relays and seeds only.

    It is a connection of its own, so that an injected statement in a request cannot become it. Where the connection
    already assumes a role (tests), the role is changed instead, to stay in the test's transaction.
    """
    if not name:
        raise ValueError("a system context needs the name of what runs")
    with _assumed_role() if _assumes_a_role() else _own_connection():
        yield


def _assumes_a_role() -> bool:
    return bool(connections.settings["default"].get("OPTIONS", {}).get("assume_role"))


@contextmanager
def _assumed_role() -> Iterator[None]:
    previous = _current_role()
    _set_role("mint_system")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _set_role(previous)


def _current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def _set_role(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")


@contextmanager
def _own_connection() -> Iterator[None]:
    outer = connections["default"]
    if outer.alias == "default" and outer.settings_dict["USER"] == settings.DATABASES["system"]["USER"]:
        yield  # nested: already the system's connection
        return
    inner = type(outer)(connections["system"].settings_dict, alias="default")
    connections["default"] = inner
    try:
        yield
    finally:
        inner.close()
        connections["default"] = outer


def can_ask() -> bool:
    """False after a failed statement, whose transaction refuses every other: its error page then asks nothing."""
    open_connection = connection.connection
    failed = open_connection is not None and open_connection.info.transaction_status == TransactionStatus.INERROR
    return not (connection.needs_rollback or failed)


def insert_unseen(row: models.Model) -> None:
    """INSERT without RETURNING: for a row that its writer may not read (a message to another, an audit entry)."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    manager: Any = type(row)._base_manager
    manager._insert([row], fields=fields, returning_fields=None, using="default")
