"""A register of our own on a port of this machine: it answers what the test has told it to."""

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ANSWERS = Path(__file__).parent / "answers"


@dataclass
class Register:
    """`status`, `body` and `location` of the next answers; `hangs` until released; `asked` has the addresses asked for."""

    status: int = 200
    body: bytes = b""
    location: str = ""
    hangs: bool = False
    drips: bool = False
    asked: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def says(self, name):
        self.status, self.body = 200, (ANSWERS / f"{name}.json").read_bytes()


def _handler(register):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            register.asked.append(self.path)
            if register.hangs:
                register.released.wait(10)
            self.send_response(register.status)
            if register.location:
                self.send_header("Location", register.location)
            self.send_header("Content-Length", str(len(register.body)))
            self.end_headers()
            if register.drips:
                self._drip()
            else:
                self.wfile.write(register.body)

        def _drip(self):
            for byte in register.body:
                if register.released.wait(0.05):
                    break
                self.wfile.write(bytes([byte]))

        def log_message(self, *_args):
            pass

        def handle(self):
            with suppress(OSError):  # the one who asked has gone
                super().handle()

    return Handler


@pytest.fixture
def register(settings):
    made = Register()
    made.says("manufacturer")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    settings.BUSINESS_REGISTER_URL = f"http://127.0.0.1:{server.server_port}/v3"
    settings.OUTBOUND_HOSTS, settings.OUTBOUND_ALLOWS_INNER = frozenset({"127.0.0.1"}), True
    settings.BUSINESS_REGISTER_SECONDS = 0.4
    yield made
    made.released.set()
    server.shutdown()
    server.server_close()
    thread.join()
