"""`make run` and `make test` before anything is served."""

import socket
import subprocess
import sys

import pytest

from mint.local import check, paths, run


def test_a_taken_port_is_one_sentence_and_no_traceback():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(paths.Refusal) as refusal:
            run.require_free(port)
    assert refusal.value.sentence == f"port {port} is already taken; choose another: make run PORT=8123"


def test_a_free_port_is_accepted():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert run.require_free(port) is None


@pytest.mark.parametrize("text", ["eighty", "0", "70000", "-1", ""])
def test_a_port_is_a_number(text, monkeypatch):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(paths.Refusal, match="PORT must be a number"):
        run.main()


def test_an_old_python_is_refused_with_one_sentence(tmp_path):
    script = (
        "import sys; sys.version_info = (3, 9, 0); sys.argv = ['bootstrap']\n"
        "from mint.local import bootstrap; bootstrap.main()"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", script], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (outcome.returncode, outcome.stderr) == (1, "mint: Python 3.11 or newer is needed; this one is 3.9.\n")


def test_every_process_of_the_procfile_is_served_together():
    assert run.processes().keys() == {"web", "worker", "beat", "relay"}


@pytest.mark.parametrize(
    ("only", "arguments"),
    [
        ([], check.SUITE),
        (["--no-skips"], [*check.SUITE, "--no-skips"]),
        (["thorough"], [*check.TOGETHER, "--thorough", "-m", "thorough or browser"]),
        (["services", "--no-skips"], ["-m", "services", "--no-skips"]),
        (["tests/local"], ["tests/local"]),
        (["tests/local/test_run.py::test_x"], ["tests/local/test_run.py::test_x"]),
        (["publish and not stranger"], ["-k", "publish and not stranger"]),
    ],
)
def test_only_names_a_marker_a_path_or_an_expression(only, arguments):
    assert check.selection(only) == arguments
