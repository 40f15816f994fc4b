"""No tracked file names a package index, a file server of one, or a folder of somebody's machine.

A lock file that does binds every reader to one machine's network. Run as python -m mint.local.names.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

from mint.local.paths import ROOT

# written in halves, so that this file passes its own check
HOSTS = [
    r"py" + r"pi\.(org|python)",
    r"python" + r"hosted\.",
    r"registry\." + r"(npmjs|yarnpkg)",
    r"deb\." + r"debian\.org",
    r"(docker|gh" + r"cr|quay)\.io/",
]
FOLDERS = [r"/(work|root|opt)" + r"/", r"/home/" + r"\w+/", r"/Users/" + r"\w+/"]
FORBIDDEN = re.compile("|".join(HOSTS + [rf"(?<![\w.])({folder})" for folder in FOLDERS]), re.IGNORECASE)


def findings() -> Iterator[str]:
    for name in _tracked():
        path = ROOT / name
        if not path.is_file():
            continue
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            found = FORBIDDEN.search(line)
            if found:
                yield f"{name}:{number}: {found.group(0)}"


def _tracked() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in listed.stdout.split("\0") if name]


if __name__ == "__main__":
    found = list(findings())
    print("\n".join(found))
    sys.exit(1 if found else 0)
