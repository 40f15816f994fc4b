"""The set-up steps between installed packages and a served page; each is skipped when its inputs are unchanged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from mint.local import paths, postgres, servers, stamps

LIBRARIES = paths.ROOT / "requirements" / "base.txt"
SKIPPED = {".venv", "var", "node_modules", ".git"}


def all_for_tests() -> None:
    messages()
    static()


def all_for_run() -> None:
    migrate()
    vocabulary()
    messages()
    static()
    seed()


def migrate() -> None:
    """Bring the database's tables up to date; recreate an embedded one whose migrations were replaced."""
    files = {str(path.relative_to(paths.ROOT)): stamps.digest([path]) for path in _found("migrations/[0-9]*.py")}
    wanted = {"database": _database(), "libraries": stamps.digest([LIBRARIES]), "files": files}
    done = json.dumps(wanted | {"done": True})
    if stamps.matches("migrate", done) and _embedded():
        return
    if _embedded() and _replaced(files):
        _say("migrations were replaced: the demo database is made anew")
        _recreate()
    stamps.write("migrate", json.dumps(wanted | {"done": False}))  # half-applied ones may be replaced, too
    _step("migrate", "--noinput", "--verbosity", "0", says="migrating the database", as_owner=True)
    stamps.write("migrate", done)


def vocabulary() -> None:
    """Our own concepts, once for each database and content of their files."""
    files = sorted((paths.ROOT / "mint" / "vocabulary" / "data").glob("*.csv"))
    key = stamps.digest(files, _database(), os.environ["DATABASE_URL"])
    if not stamps.matches("vocabulary", key):
        _step("vocabulary", says="writing the vocabulary")
        stamps.write("vocabulary", key)


def messages() -> None:
    key = stamps.digest((paths.ROOT / "mint" / "locale").glob("*/LC_MESSAGES/*.po"))
    compiled = [path.with_suffix(".mo") for path in (paths.ROOT / "mint" / "locale").glob("*/LC_MESSAGES/*.po")]
    if not stamps.matches("messages", key) or not all(path.exists() for path in compiled):
        _step("messages", "--compile", says="compiling the translations")
        stamps.write("messages", key)


def static() -> None:
    """Build the style sheets and fonts, and collect every static file under its hashed name."""
    sources = [path for path in (paths.ROOT / "static").rglob("*") if path.is_file() and "build" not in path.parts]
    sources += [LIBRARIES, *(paths.ROOT / "mint" / "management" / "commands").glob("build_static.py")]
    sources += [paths.ROOT / "mint" / "templating.py"]  # names the icons of the sheet
    key = stamps.digest(sources)
    if stamps.matches("static", key) and (paths.VAR / "static").is_dir():
        return
    _step("build_static", says="building style sheets and fonts")
    ignored = [f"--ignore={pattern}" for pattern in ("css/*",)]  # sources; build/ has what pages load
    _step("collectstatic", "--noinput", "--clear", *ignored, "--verbosity", "0", says="collecting static files")
    stamps.write("static", key)


def seed() -> None:
    """Demo data, once for each database and version of the seeds; seed_demo leaves what is there alone."""
    if os.environ.get("DEMO", "0").lower() not in {"1", "true", "yes", "on"}:
        return
    key = stamps.digest(_found("seed.py"), _database(), os.environ["DATABASE_URL"])
    if not stamps.matches("seed", key):
        _step("seed_demo", says="writing the demo data")
        stamps.write("seed", key)


def _embedded() -> bool:
    return os.environ["DATABASE_URL"] == postgres.urls()["DATABASE_URL"]


def _database() -> str:
    return servers.identity() if _embedded() else os.environ["DATABASE_URL"].rpartition("@")[2]


def _replaced(files: dict[str, str]) -> bool:
    """Whether a migration applied last time to this database is gone or has other content."""
    before = json.loads(stamps.read("migrate") or "{}")
    if before.get("database") != _database():
        return False
    return any(files.get(name) != content for name, content in before["files"].items())


def _recreate() -> None:
    from mint.local import roles

    admin = postgres.urls("postgres")["DATABASE_ADMIN_URL"]
    roles.drop_database(admin, postgres.DATABASE)
    roles.prepare_database(admin, postgres.DATABASE)
    stamps.forget("seed")
    stamps.forget("vocabulary")


def _found(pattern: str) -> Iterator[Path]:
    for top in paths.ROOT.iterdir():
        if top.is_dir() and top.name not in SKIPPED:
            yield from top.glob(f"**/{pattern}")


def _say(sentence: str) -> None:
    print(f"mint: {sentence}", flush=True)


def _step(*arguments: str, says: str, as_owner: bool = False) -> None:
    """Run a management command, quiet unless it fails."""
    _say(says)
    environment = os.environ | ({"MINT_ROLE": "owner"} if as_owner else {})
    outcome = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=paths.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if outcome.returncode != 0:
        print(outcome.stdout, file=sys.stderr)
        raise paths.Refusal(f"{says} failed (manage.py {arguments[0]}); its output is above.")
