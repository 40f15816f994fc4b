"""Make .venv with exactly the locked packages; run by the system's Python with nothing installed.

    python3 mint/local/bootstrap.py

The second time it only compares one hash. The file must stay readable for old Pythons, to be able to refuse them.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST_FIRST = ("python3.13", "python3.12", "python3.11", "python3.14")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "locked-packages")
UV_FILE = os.path.join(ROOT, "requirements", "uv.txt")
LOCK_FILE = os.path.join(ROOT, "requirements", "dev.txt")
NETWORK_WORDS = ("connection", "timed out", "resolve", "network", "dns", "fetch", "no matching distribution")


def main() -> None:
    if sys.version_info < OLDEST:
        _hand_over()
    if os.path.exists(PYTHON) and _read(STAMP) == _key():
        return
    if not os.path.exists(PYTHON):
        print("mint: making .venv", flush=True)
        _make_venv()
    print("mint: installing the locked packages (half a minute the first time)", flush=True)
    _install()
    with open(STAMP, "w") as file:
        file.write(_key())


def _hand_over() -> None:
    """Continue with a newer Python of this machine, or say that there is none."""
    for name in NEWEST_FIRST:
        found = shutil.which(name)
        if found and subprocess.call([found, "-c", "import venv"]) == 0:
            os.execv(found, [found, os.path.abspath(__file__)])  # noqa: S606 - no shell is wanted
    _refuse("Python 3.11 or newer is needed; this one is %s.%s." % sys.version_info[:2])  # noqa: UP031 - old Pythons


def _make_venv() -> None:
    if subprocess.call([sys.executable, "-m", "venv", VENV], stderr=subprocess.DEVNULL) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    _refuse("this Python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv")


def _install() -> None:
    """The pinned uv by pip, then everything else by uv; both check every file's hash."""
    quiet = ["--quiet", "--disable-pip-version-check"]
    _must([PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", UV_FILE])
    uv = os.path.join(VENV, "bin", "uv")
    _must([uv, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", LOCK_FILE])
    libraries = os.path.join(VENV, "lib", os.path.basename(os.path.realpath(PYTHON)), "site-packages")
    with open(os.path.join(libraries, "mint-checkout.pth"), "w") as file:
        file.write(ROOT + "\n")  # every tool finds our packages, from any folder


def _must(command: "list[str]") -> None:
    outcome = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if outcome.returncode == 0:
        return
    print(outcome.stdout[-3000:], file=sys.stderr)
    if any(word in outcome.stdout.lower() for word in NETWORK_WORDS):
        _refuse("the packages could not be fetched: the network or the package index does not answer. Try again later.")
    _refuse("installing the locked packages failed; the reason is above.")


def _key() -> str:
    with open(UV_FILE, "rb") as first, open(LOCK_FILE, "rb") as second:
        content = first.read() + second.read()
    # a moved checkout has scripts that point to the old place
    return hashlib.sha256(content + VENV.encode() + os.path.realpath(PYTHON).encode()).hexdigest()


def _read(path: str) -> str:
    if not os.path.exists(path):
        return ""
    with open(path) as file:
        return file.read()


def _refuse(sentence: str) -> None:
    print("mint: " + sentence, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
