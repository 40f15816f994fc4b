"""A virus scanner that speaks clamd's protocol on a unix socket, and knows one virus."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VIRUS = b"X5O!P%-A-HARMLESS-TEST"


class _Scanner(socketserver.StreamRequestHandler):
    answer = b""

    def handle(self) -> None:
        assert self._read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", self._read(4))[0]:
            content += self._read(length)
        found = b"stream: Test-Signature FOUND" if VIRUS in content else b"stream: OK"
        self.wfile.write((self.answer or found) + b"\0")

    def _read(self, length: int) -> bytes:
        return self.rfile.read(length)


@contextmanager
def serving(path: Path, answer: bytes = b"") -> Iterator[str]:
    """Its CLAMAV_URL; `answer` is what it says of every file."""
    handler = type("Scanner", (_Scanner,), {"answer": answer})
    with socketserver.ThreadingUnixStreamServer(str(path), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"unix://{path}"
        finally:
            server.shutdown()
    path.unlink()
