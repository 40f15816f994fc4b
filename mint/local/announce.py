"""Say the address once everything answers: python -m mint.local.announce PORT."""

from __future__ import annotations

import os
import sys
import time
import urllib.request

PATIENCE_SECONDS = 120


def ready(port: int) -> bool:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/readyz")
    try:
        with urllib.request.urlopen(request, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def main() -> None:
    port = int(sys.argv[1])
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if ready(port):
            address = os.environ.get("SITE_URL", f"http://localhost:{port}")
            print(f"\n    MINT is ready: {address}/    (Ctrl-C stops it)\n", flush=True)
            return
        time.sleep(0.2)
    print(f"mint: port {port} has not become ready in {PATIENCE_SECONDS} s; see the log above.", flush=True)


if __name__ == "__main__":
    main()
