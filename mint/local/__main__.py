"""python -m mint.local up | down | clean | roles | run | test [ONLY] | lint | browser | with COMMAND…"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from mint.local import check, environment, paths, servers


def up() -> int:
    environment.ensure()
    return 0


def down() -> int:
    servers.down()
    return 0


def clean() -> int:
    """Stop the servers and remove their data."""
    servers.down()
    for folder in {paths.server_home(), paths.socket_dir(), paths.VAR}:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def roles() -> int:
    """Create the roles and prepare the database of DATABASE_ADMIN_URL; passwords come from the other URLs."""
    environment.ensure()
    from mint.local import roles as setup

    admin = os.environ.get("DATABASE_ADMIN_URL", "")
    if not admin:
        raise paths.Refusal("set DATABASE_ADMIN_URL to a superuser's URL, and the URLs of the roles to create.")
    setup.create_roles(admin, _passwords())
    setup.prepare_database(admin, urlsplit(os.environ["DATABASE_URL"]).path.lstrip("/"))
    return 0


def run() -> int:
    from mint.local import run as served

    return served.main()


def with_servers() -> int:
    """Run a command with the servers up, and stop them after it unless somebody else uses them."""
    with servers.until_unused():
        environment.ensure([])
        return subprocess.run(sys.argv[2:], check=False).returncode


def _passwords() -> dict[str, str]:
    variables = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL", "DATABASE_BACKUP_URL")
    parts = [urlsplit(os.environ.get(variable, "")) for variable in variables]
    return {unquote(part.username): unquote(part.password) for part in parts if part.username and part.password}


def test() -> int:
    return check.test(sys.argv[2:])


COMMANDS: dict[str, Callable[[], int]] = {
    "up": up,
    "down": down,
    "clean": clean,
    "roles": roles,
    "run": run,
    "test": test,
    "lint": check.lint,
    "browser": check.browser,
    "with": with_servers,
}


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        raise paths.Refusal(f"python -m mint.local {' | '.join(COMMANDS)}")
    return COMMANDS[name]()


if __name__ == "__main__":
    sys.exit(main())
