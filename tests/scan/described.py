"""The API as a machine meets it: schemathesis asks a served instance by its description, with a key that works."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tests.browser.instance import Instance
from tests.scan.findings import Finding

TOKEN = "mint_" + "s" * 43  # of an instance that is gone in a minute
UNLIMITED = "100000/m/key"
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "negative_data_rejection", "ignored_auth", "unsupported_method",
)  # fmt: skip
FEWEST_CASES = 100


@contextmanager
def many_deliveries() -> Iterator[None]:
    """For the instance to be served: with the limit of the platform schemathesis would meet little else."""
    os.environ["SENSOR_LIMIT"] = UNLIMITED
    try:
        yield
    finally:
        del os.environ["SENSOR_LIMIT"]


def schemathesis(binary: Path, instance: Instance, folder: Path, seconds: float) -> Iterator[Finding]:
    config, report = folder / "schemathesis.toml", folder / "schemathesis.ndjson"
    config.write_text(f'[parameters]\n"path.id" = {_experiment_of_the_key(instance)}\n')
    command = [
        *(str(binary), "--config-file", str(config), "--no-color", "run", f"{instance.url}/api/v1/openapi.json"),
        *("--url", instance.url, "-H", f"Authorization: Bearer {TOKEN}", "--checks", ",".join(CHECKS)),
        *("--max-time", str(int(seconds)), "--report", "ndjson", "--report-ndjson-path", str(report)),
        *("--generation-database", "none", "--continue-on-failure", "--warnings", "off"),
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds * 3 + 60)
    events = [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []
    cases = sum(text.count('"status_code"') for text in map(json.dumps, events))
    if made.returncode not in {0, 1} or cases < FEWEST_CASES:
        raise RuntimeError(f"schemathesis asked {cases} times only:\n{(made.stdout + made.stderr)[-600:]}")
    if made.returncode:
        yield Finding("schemathesis", "failed", "/api/v1/", _failures(made.stdout))


def _failures(printed: str) -> str:
    """What it says of them, without its banner and statistics."""
    return printed.partition("FAILURES")[2][:3000] or printed[-3000:]


def _experiment_of_the_key(instance: Instance) -> int:
    """A key of the demo opens to our token: what it was made with nobody knows any more."""
    row = "(SELECT k.id FROM sensing_key k JOIN experiments_experiment e ON e.id = k.experiment_id ORDER BY e.state = 'running' DESC LIMIT 1)"
    statement = f"UPDATE sensing_key SET token_hash = %s, expires_at = now() + interval '1 day' WHERE id = {row} RETURNING experiment_id"  # noqa: S608 - constants
    return int(instance.value(statement, _hash_of_token()))


def _hash_of_token() -> str:
    """As the application keeps it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mint.settings")
    django.setup()
    from experiments.sensing.actions import KIND
    from mint.sealing import hashed

    return hashed(KIND, TOKEN)
