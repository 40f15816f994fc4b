"""The bench's own database: made anew when the migrations, the loader or the number of rows have changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import MutableMapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from mint.local import paths, roles

NAME = "bench_mint"
VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL")
COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"


def urls(environment: MutableMapping[str, str], name: str = NAME) -> dict[str, str]:
    """The roles' URLs, with the bench's database instead of the given one."""
    return {role: urlunsplit(urlsplit(_given(environment, role))._replace(path=f"/{name}")) for role in VARIABLES}


def prepare(rows: int, name: str = NAME) -> bool:
    """Make and migrate the database unless it is already as wanted; os.environ has its URLs afterwards. True: load it."""
    admin = _given(os.environ, "DATABASE_ADMIN_URL") or _given(os.environ, "DATABASE_OWNER_URL")
    os.environ.update(urls(os.environ, name))
    key = _key(rows)
    if _comment(admin, name) == key:
        return False
    roles.drop_database(admin, name)
    roles.prepare_database(admin, name)
    migrate = [sys.executable, "manage.py", "migrate", "--noinput", "--skip-checks", "--verbosity", "0"]
    subprocess.run(migrate, cwd=paths.ROOT, env={**os.environ, "MINT_ROLE": "owner"}, check=True)
    return True


def finish(rows: int, statements: tuple[Any, ...], name: str = NAME) -> None:
    """After loading: REF's table, statistics, and the comment that says what is in it."""
    with closing(owner()) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE")
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(_key(rows)))
        )


def owner() -> psycopg.Connection[Any]:
    return _connected("DATABASE_OWNER_URL")


def app() -> psycopg.Connection[Any]:
    """As the application connects: statements prepared from the second use."""
    return _connected("DATABASE_URL")


def _connected(variable: str) -> psycopg.Connection[Any]:
    return psycopg.connect(os.environ[variable], autocommit=True, prepare_threshold=1)


def _given(environment: MutableMapping[str, str], name: str) -> str:
    """A URL, or the content of the file that NAME_FILE names (which then gives way to what we set)."""
    file = environment.pop(f"{name}_FILE", "")
    if file:
        environment[name] = Path(file).read_text().strip()
    return environment.get(name, "")


def _comment(admin: str, name: str) -> str:
    with closing(psycopg.connect(admin, autocommit=True)) as connection:
        row = connection.execute(COMMENT, [name]).fetchone()
    return str(row[0]) if row else ""


def _key(rows: int) -> str:
    found = (path for top in paths.ROOT.iterdir() if top.is_dir() for path in top.glob("**/migrations/[0-9]*.py"))
    sources = sorted(path for path in found if not {".venv", "var", "node_modules"} & set(path.parts))
    sources += [Path(__file__).with_name(name) for name in ("loading.py", "many.py", "texts.py", "database.py")]
    content = b"".join(path.read_bytes() for path in sources)
    return f"{rows} rows {hashlib.sha256(content).hexdigest()[:16]}"
