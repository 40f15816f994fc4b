"""python -m tests.scan [--minutes=20] [--still]: scan the code and a served instance; ends with 1 where it found something."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from mint.local import paths
from tests.scan import described, served, still
from tests.scan.findings import Acceptance, Finding, Outcome, acceptances, sorted_out, table

API_SECONDS = 60
UV = Path(sys.executable).with_name("uv")
FOLDER = paths.VAR / "scan"
NOT_COVERED = (
    "other languages than Finnish: the same pages",
    "wapiti's ssrf, xxe, log4shell and spring4shell: they need a server outside that is asked",
    "wapiti's upload, buster, nikto, cms and brute_login_form: uploads and limits have tests of their own",
    "what a crawler does not reach in its time: every route is asked by tests/access_control and tests/hostile",
    "TLS, the proxy and the servers' own versions; known holes of packages (no index of them is asked)",
)


def main() -> int:
    asked = _arguments()
    known = acceptances()
    outcomes = [_run(name, lambda tool=tool: tool(_tools("scan")), known) for name, tool in still.TOOLS.items()]
    if not asked.still:
        outcomes += _crawled(asked.minutes, known)
    print(table(outcomes), "\nNot covered:", *(f"\n  {each}" for each in NOT_COVERED), sep="")
    found = sum(len(each.left) for each in outcomes)
    print(f"scan: {found} findings" if found else "scan: nothing found")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make scan ARGS=…")
    parser.add_argument("--minutes", type=float, default=18, help="for the crawls of all roles together")
    parser.add_argument("--still", action="store_true", help="only the tools that read the code")
    return parser.parse_args()


def _tools(name: str) -> Path:
    """The folder of an environment of its own, made of its lock file where that has changed."""
    home, lock = FOLDER / f"{name}-tools", paths.ROOT / "requirements" / f"{name}.txt"
    stamp = home / "locked-packages"
    if not stamp.exists() or stamp.read_text() != lock.read_text():
        print(f"scan: installing the tools of requirements/{name}.txt", flush=True)
        subprocess.run([UV, "venv", "-q", "--clear", "--python", sys.executable, home], check=True)
        install = ["pip", "install", "-q", "--require-hashes", "--python", home / "bin" / "python", "-r", lock]
        subprocess.run([UV, *install], check=True)
        stamp.write_text(lock.read_text())
    return home / "bin"


def _run(name: str, find: Callable[[], Iterable[Finding]], known: list[Acceptance]) -> Outcome:
    started = time.monotonic()
    print(f"scan: {name} …", flush=True)
    try:
        found = list(find())
    except Exception as error:  # noqa: BLE001  # a tool that did not run has found something: that it does not
        found = [Finding(name.split(maxsplit=1)[0], "did not run", name, repr(error))]
    return sorted_out(name, time.monotonic() - started, found, known)


def _crawled(minutes: float, known: list[Acceptance]) -> list[Outcome]:
    from tests.browser.instance import served as instance_served

    people = ["anonymous", *served.ROLES]
    with (
        described.many_deliveries(),
        instance_served() as instance,
        tempfile.TemporaryDirectory(prefix="mint-scan-") as folder,
    ):
        ask = lambda: described.schemathesis(  # noqa: E731  # as below
            _tools("api") / "schemathesis", instance, Path(folder), API_SECONDS
        )
        outcomes = [_run("schemathesis", ask, known)]
        for who in people:
            each, home = minutes * 60 / len(people), Path(folder)
            find = lambda who=who, each=each, home=home: served.wapiti(  # noqa: E731  # what is found is found in _run
                _tools("crawl") / "wapiti", instance, who, home, each
            )
            outcome = _run(f"wapiti as {who}", find, known)
            outcome.note = f"{served.visited(home, who)} pages"
            outcomes.append(outcome)
        return outcomes


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mint.settings")
    django.setup()
    sys.exit(main())
