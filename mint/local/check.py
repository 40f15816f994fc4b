"""`make test`, `make lint` and `make browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mint.local import environment, paths, servers, steps

BIN = Path(sys.executable).parent
LONGEST_OUTPUT = 60  # lines of one failing check
TOGETHER = ["-n", "2", "--dist", "loadscope"]  # one process begins with the browser (pytest_plugin)
SUITE = [*TOGETHER, "-m", "not thorough"]
MARKERS = {name: ["-m", name] for name in ("services", "browser", "slow")} | {
    "thorough": [*TOGETHER, "--thorough", "-m", "thorough or browser"]
}
PRODUCTION = {
    "SITE_URL": "https://mint.example.fi",
    "ALLOWED_HOSTS": "mint.example.fi",
    "SECRET_KEY": "only-for-checking-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "DEBUG": "0",
    "DEMO": "0",
}


def test(arguments: list[str]) -> int:
    """Run pytest, all of it in two processes; the first argument may be a marker, a path or a -k expression."""
    with servers.until_unused():
        os.environ.update(environment.read_file(paths.ROOT / ".env", os.environ))
        given = dict(os.environ)
        environment.ensure([])
        os.environ.setdefault("SECRET_KEY", environment.secret_key())
        steps.all_for_tests()
        command = [sys.executable, "-m", "pytest", *selection(arguments)]
        return subprocess.run(command, cwd=paths.ROOT, env=given, check=False).returncode


def selection(arguments: list[str]) -> list[str]:
    """The arguments of pytest for ONLY and what follows it."""
    if not arguments or arguments[0].startswith("-"):
        return [*SUITE, *arguments]
    only, rest = arguments[0], arguments[1:]
    if only in MARKERS:
        return [*MARKERS[only], *rest]
    if (paths.ROOT / only.partition("::")[0]).exists():
        return [only, *rest]
    return ["-k", only, *rest]


def lint() -> int:
    """Every static check, two at a time; prints the output of those that fail."""
    with servers.until_unused():
        environment.ensure([])
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(_checked, *zip(*checks().items(), strict=True)))
    failed = [name for name, passed in results if not passed]
    print(
        f"lint: {len(results) - len(failed)} passed, {len(failed)} failed" + "".join(f"\n  {name}" for name in failed)
    )
    return 1 if failed else 0


def checks() -> dict[str, list[str]]:
    """The commands by name, the slowest first."""
    python, manage = sys.executable, [sys.executable, "manage.py"]
    return {
        "types": [str(BIN / "mypy")],
        "templates": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "deployment": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        "translations": [*manage, "messages", "--check"],
        "imports": [str(BIN / "lint-imports"), "--no-logo"],
        "style": [str(BIN / "ruff"), "check", "."],
        "format": [str(BIN / "ruff"), "format", "--check", "."],
        "compose": [*(str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")],
        "names": [python, "-m", "mint.local.names"],
    }


def browser() -> int:
    """Debian's Chromium and axe-core, for the browser tests."""
    if not chromium():
        _install_chromium()
    if not shutil.which("npm"):
        raise paths.Refusal("npm is needed for axe-core; on Debian: apt-get install npm")
    return subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=paths.ROOT, check=False).returncode


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for found in map(shutil.which, names) if found), None)


def _install_chromium() -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not shutil.which("sudo")):
        raise paths.Refusal("Chromium is not installed; install it with your system's packages (Debian: chromium).")
    for arguments in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "chromium"]):
        command = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            raise paths.Refusal(f"apt-get {arguments[0]} failed; as root: apt-get install chromium")


def _checked(name: str, command: list[str]) -> tuple[str, bool]:
    given = os.environ | (PRODUCTION if name == "deployment" else {})
    started = time.monotonic()
    outcome = subprocess.run(
        command, cwd=paths.ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    passed = outcome.returncode == 0
    mark = "ok  " if passed else "FAIL"
    output = "" if passed else f"\n{_shortened(outcome.stdout)}"
    print(f"{mark} {name} ({time.monotonic() - started:.1f} s){output}", flush=True)
    return name, passed


def _shortened(output: str) -> str:
    lines = output.rstrip().splitlines()
    if len(lines) <= LONGEST_OUTPUT:
        return "\n".join(lines)
    return "\n".join([*lines[: LONGEST_OUTPUT - 3], f"… {len(lines) - LONGEST_OUTPUT} lines more …", *lines[-3:]])
