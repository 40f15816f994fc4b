"""Say the address once everything answers: python -m mint.local.announce PORT."""

from __future__ import annotations

import http.client
import os
import sys
import time

PATIENCE_SECONDS = 120


def ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        with connection.getresponse() as answer:
            return answer.status == 200
    except (OSError, http.client.HTTPException):
        return False


def main() -> None:
    port = int(sys.argv[1])
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if ready(port):
            address = os.environ.get("SITE_URL", f"http://localhost:{port}")
            print(f"\n    MINT is ready: {address}/    (Ctrl-C stops it)\n", flush=True)
            return
        time.sleep(0.4)
    print(f"mint: port {port} has not become ready in {PATIENCE_SECONDS} s; see the log above.", flush=True)


if __name__ == "__main__":
    main()
