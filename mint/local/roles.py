"""The five database roles, and what a database needs before its first migration (decisions.md, Database roles).

Every function may be called again and again; PostgreSQL 15 or newer.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Any, LiteralString, Protocol

import psycopg
from psycopg import sql

LOCK = 0x4D494E54  # "MINT": one set-up at a time on a server

ROLES: dict[str, LiteralString] = {
    "mint_owner": "LOGIN CREATEDB NOBYPASSRLS",
    "mint_app": "LOGIN NOBYPASSRLS",
    "mint_system": "LOGIN NOBYPASSRLS",
    "mint_definer": "NOLOGIN BYPASSRLS",
    "mint_backup": "LOGIN BYPASSRLS",
}
LIMITS: dict[str, dict[str, str]] = {
    "mint_app": {"statement_timeout": "15s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "30s"},
    "mint_system": {
        "statement_timeout": "10min",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "10min",
    },
}
BY_OWNER: LiteralString = "ALTER DEFAULT PRIVILEGES FOR ROLE mint_owner IN SCHEMA public GRANT "
# run inside a database by its owner or an administrator; idempotent
IN_DATABASE: tuple[LiteralString, ...] = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "CREATE SCHEMA IF NOT EXISTS mint AUTHORIZATION mint_owner",
    "GRANT USAGE ON SCHEMA mint TO mint_app, mint_system, mint_definer, mint_backup",
    "GRANT CREATE ON SCHEMA mint TO mint_definer",
    "GRANT ALL ON SCHEMA public TO mint_owner",
    BY_OWNER + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO mint_app, mint_system",
    BY_OWNER + "USAGE, SELECT ON SEQUENCES TO mint_app, mint_system",
    BY_OWNER + "SELECT ON TABLES TO mint_definer, mint_backup",
    BY_OWNER + "SELECT ON SEQUENCES TO mint_backup",
)


class Runs(Protocol):
    """A psycopg connection or cursor, or Django's cursor."""

    def execute(self, query: LiteralString, /) -> Any: ...


def create_roles(admin_conninfo: str, passwords: Mapping[str, str] | None = None) -> None:
    """Create or correct the roles as a superuser; `passwords` by role name, where logins need one."""
    with closing(psycopg.connect(admin_conninfo, autocommit=True)) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        for role, attributes in ROLES.items():
            _create_role(connection, role, attributes, (passwords or {}).get(role))
        connection.execute("GRANT mint_app, mint_system, mint_definer TO mint_owner")


def prepare_database(admin_conninfo: str, dbname: str, template: str = "template1") -> None:
    """Create the database if it is missing, owned by mint_owner, with extensions, schema and default privileges.

    An administrator's connection, or mint_owner's own when the database is new or already its own. `template` is what
    a new one is a copy of, to which nobody may be connected.
    """
    name = sql.Identifier(dbname)
    with closing(psycopg.connect(admin_conninfo, autocommit=True)) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        row = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [dbname]
        ).fetchone()
        if row is None:
            copied = sql.Identifier(template)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER mint_owner TEMPLATE {}").format(name, copied))
        elif row[0] != "mint_owner":
            connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO mint_owner").format(name))
        connection.execute(sql.SQL("GRANT CREATE, CONNECT ON DATABASE {} TO mint_owner").format(name))
        with closing(psycopg.connect(admin_conninfo, dbname=dbname, autocommit=True)) as inside:
            prepare_connected(inside)


def prepare_connected(connection: Runs) -> None:
    """The same for the database one is connected to, as its owner or an administrator (tests use it)."""
    for statement in IN_DATABASE:
        connection.execute(statement)


def drop_database(admin_conninfo: str, dbname: str) -> None:
    with closing(psycopg.connect(admin_conninfo, autocommit=True)) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(dbname)))


def _create_role(
    connection: psycopg.Connection[Any], role: str, attributes: LiteralString, password: str | None
) -> None:
    name = sql.Identifier(role)
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER ROLE" if found else "CREATE ROLE")
    connection.execute(sql.SQL("{} {} NOSUPERUSER ").format(verb, name) + sql.SQL(attributes))
    if password:
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password)))
    for setting, value in LIMITS.get(role, {}).items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(name, sql.Identifier(setting), sql.Literal(value))
        )
