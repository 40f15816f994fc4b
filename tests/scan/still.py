"""Tools that read the code: each gives what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mint.local import paths
from tests.scan.findings import Finding

BIN = Path(sys.executable).parent
PRODUCT = ("mint", "challenges", "companies", "experiments", "municipalities", "placements", "reports")
# fixed lists of words without a shell, and asserts that narrow a type: as in pyproject.toml
NOT_FOR_US = ("101", "404", "603", "607")
EMPTY = "Possible hardcoded password: ''"
# hashes of packages, translations and drawings look like secrets and are none
UNREAD = ("requirements/*.txt", "package-lock.json", "*.po", "*.mo", "static/*", "tests/scan/accepted.txt")


def ruff(_tools: Path) -> Iterator[Finding]:
    ignored = ",".join(f"S{number}" for number in NOT_FOR_US)
    command = [str(BIN / "ruff"), "check", "--select", "S", "--ignore", ignored, "--output-format", "json", *PRODUCT]
    for each in _json(command):
        yield Finding("ruff", each["code"], f"{_own(each['filename'])}:{each['location']['row']}", each["message"])


def bandit(tools: Path) -> Iterator[Finding]:
    skipped = ",".join(f"B{number}" for number in NOT_FOR_US)
    for each in _json([str(tools / "bandit"), "-q", "-r", *PRODUCT, "-s", skipped, "-f", "json"])["results"]:
        if each["issue_text"] == EMPTY:  # a token that was used up
            continue
        yield Finding("bandit", each["test_id"], f"{each['filename']}:{each['line_number']}", each["issue_text"])


def semgrep(tools: Path) -> Iterator[Finding]:
    command = [str(tools / "semgrep"), "scan", "--metrics=off", "--disable-version-check", "--config", "tests/rules"]
    answer = _json([*command, "--json", "--quiet", *PRODUCT, "templates"])
    for each in answer["errors"]:
        yield Finding("semgrep", "error", str(each.get("path", "")), str(each.get("message", each)))
    for each in answer["results"]:
        rule = each["check_id"].rpartition(".")[2]
        yield Finding("semgrep", rule, f"{each['path']}:{each['start']['line']}", each["extra"]["message"])


def detect_secrets(tools: Path) -> Iterator[Finding]:
    listed = _output(["git", "ls-files", "-z"]).split("\0")
    files = [name for name in listed if name and not any(Path(name).match(pattern) for pattern in UNREAD)]
    for name, secrets in _json([str(tools / "detect-secrets"), "scan", *files])["results"].items():
        for each in secrets:
            yield Finding("detect-secrets", each["type"], f"{name}:{each['line_number']}")


TOOLS: dict[str, Callable[[Path], Iterator[Finding]]] = {
    "ruff": ruff,
    "bandit": bandit,
    "semgrep": semgrep,
    "detect-secrets": detect_secrets,
}


def _output(command: list[str]) -> str:
    return subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False).stdout


def _json(command: list[str]) -> Any:
    """These tools end with 1 where they have found something; without JSON they have not run."""
    return json.loads(_output(command))


def _own(name: str) -> str:
    return str(Path(name).relative_to(paths.ROOT)) if Path(name).is_absolute() else name
