"""python -m tests.chaos [pytest's arguments]: start the servers, run every fault, stop them."""

from __future__ import annotations

import os
import signal
import sys

from mint.local import steps
from tests.chaos.servers import Servers

# sockets of servers that were killed or hung are closed by whoever collects them, in the middle of another test
LEFT = "ignore::pytest.PytestUnraisableExceptionWarning"


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # pytest ends, and what was started is stopped, too
    with Servers() as servers:
        os.environ.update(servers.environment())
        steps.messages()
        steps.static()
        servers.migrate()
        import pytest

        from tests.chaos import platform

        platform.SERVERS = servers
        named = any(each.startswith("tests/") for each in sys.argv[1:])
        own = [
            *(() if named else ("tests/chaos",)),
            *("-W", LEFT, "-p", "no:randomly", "-p", "no:cacheprovider", "--durations=0", "-v"),
        ]
        return int(pytest.main([*own, *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
