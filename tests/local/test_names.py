"""The guard against lock files and paths that bind a reader to one machine."""

import pytest

from mint.local.names import FORBIDDEN


@pytest.mark.parametrize(
    "line",
    [
        "index-url = https://py" + "pi.org/simple",
        "https://files.python" + "hosted.org/packages/x.whl",
        '"resolved": "https://registry.npm' + 'js.org/axe-core"',
        "cd /ro" + "ot/x",
        "path=/ho" + "me/anybody/mint",
        "see /wo" + "rk/shared",
    ],
)
def test_hosts_and_machine_paths_are_found(line):
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("line", ["static/wor" + "k/x", "../roo" + "t/", "https://mint.example.fi/home/", "roots/opt/"])
def test_ordinary_lines_are_not(line):
    assert not FORBIDDEN.search(line)
