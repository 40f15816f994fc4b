"""The environment of every process of a checkout: what is given stays, what is missing is embedded.

With no DATABASE_URL the platform starts its own PostgreSQL, with no REDIS_URL its own broker. What is started
here stays up for the next command; `python -m mint.local down` or the end of `make run` stops it.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from mint.local import broker, paths, postgres, servers

AS_OWNER = frozenset({"migrate", "makemigrations", "sqlmigrate", "showmigrations"})
WITHOUT_SERVERS = frozenset({"effect"})  # commands that read neither rows nor the queue
OTHER_ROLES = {"DATABASE_OWNER_URL": "mint_owner", "DATABASE_SYSTEM_URL": "mint_system"}


def ensure(argv: Sequence[str] | None = None) -> None:
    """Complete os.environ for this command, starting the embedded servers if they are needed and down."""
    arguments = sys.argv if argv is None else argv
    os.environ.update(read_file(paths.ROOT / ".env", os.environ))
    if len(arguments) > 1 and arguments[1] in AS_OWNER:
        os.environ.setdefault("MINT_ROLE", "owner")
    missing = complete(os.environ)
    if missing:
        if len(arguments) < 2 or arguments[1] not in WITHOUT_SERVERS:
            servers.up(database="DATABASE_URL" in missing, queue="REDIS_URL" in missing)
        os.environ.update(missing)


def complete(given: Mapping[str, str]) -> dict[str, str]:
    """The variables that `given` lacks; Refusal when one of them cannot be guessed."""
    missing: dict[str, str] = {}
    if _has(given, "DATABASE_URL"):
        missing |= _beside(given)
    else:
        missing |= postgres.urls()
        if not _has(given, "SECRET_KEY"):
            missing["SECRET_KEY"] = secret_key()
    if not _has(given, "REDIS_URL"):
        missing["REDIS_URL"] = f"redis+socket://{broker.socket_path()}"
    return missing


def secret_key() -> str:
    """This checkout's own key, made once; only where no real database is given."""
    path = paths.VAR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def read_file(path: Path, given: Mapping[str, str]) -> dict[str, str]:
    """NAME=value lines of an .env file whose names `given` lacks."""
    found: MutableMapping[str, str] = {}
    for line in path.read_text().splitlines() if path.exists() else ():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#") and name.strip() not in given:
            found[name.strip()] = value.strip().strip("\"'")
    return dict(found)


def _has(given: Mapping[str, str], name: str) -> bool:
    return bool(given.get(name) or given.get(f"{name}_FILE"))


def _beside(given: Mapping[str, str]) -> dict[str, str]:
    """The owner's and the system role's URLs beside a given DATABASE_URL of mint_app."""
    missing = [name for name in OTHER_ROLES if not _has(given, name)]
    if not missing:
        return {}
    parts = urlsplit(given.get("DATABASE_URL", ""))
    login, at, host = parts.netloc.rpartition("@")
    user, colon, password = login.partition(":")
    if user != "mint_app":
        raise paths.Refusal(
            f"DATABASE_URL is set but {' and '.join(missing)} not: give the URLs of the roles mint_owner and "
            "mint_system on the same database (make roles creates them with DATABASE_ADMIN_URL)."
        )
    return {
        name: urlunsplit(parts._replace(netloc=f"{OTHER_ROLES[name]}{colon}{password}{at}{host}")) for name in missing
    }
