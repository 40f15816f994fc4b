"""A look by ClamAV, where one is configured: CLAMAV_URL is unix:///path/of/clamd.ctl or tcp://host:port.

The protocol is thirty lines (INSTREAM: lengths and pieces, then one line); no client for it is kept any more.
"""

import socket
import struct
from typing import IO, Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

PIECE = 64 * 1024
CONNECT_SECONDS, ANSWER_SECONDS = 2, 20


class Quarantine(models.TextChoices):
    """May a file be handed over?"""

    FREE = "free", _("Checked")
    WAITING = "waiting", _("Waits for the virus check")
    INFECTED = "infected", _("Removed: the virus check found something harmful in it")


class ScannerDownError(Exception):
    """Configured, and did not answer."""


def look(stream: IO[Any]) -> Quarantine:
    """Free where no scanner is configured; waiting where it does not answer. The stream is left at its beginning."""
    if not settings.CLAMAV_URL:
        return Quarantine.FREE
    try:
        return Quarantine.INFECTED if _is_infected(stream) else Quarantine.FREE
    except ScannerDownError as error:
        structlog.get_logger(__name__).warning("scanner.down", error=repr(error.__cause__))
        return Quarantine.WAITING
    finally:
        stream.seek(0)


def _is_infected(stream: IO[Any]) -> bool:
    stream.seek(0)
    try:
        with _connected() as scanner:
            scanner.sendall(b"zINSTREAM\0")
            while piece := stream.read(PIECE):
                scanner.sendall(struct.pack("!L", len(piece)) + piece)
            scanner.sendall(struct.pack("!L", 0))
            answer = _line(scanner)
    except OSError as error:
        raise ScannerDownError from error
    if answer.endswith(b" FOUND"):
        structlog.get_logger(__name__).error("scanner.found", answer=answer.decode("ascii", "replace"))
        return True
    if answer.endswith(b": OK"):
        return False
    raise ScannerDownError from ValueError(answer[:100])  # too large for it, or no clamd at all


def _connected() -> socket.socket:
    url = urlsplit(settings.CLAMAV_URL)
    if url.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(CONNECT_SECONDS)
        try:
            scanner.connect(url.path)
        except OSError:
            scanner.close()
            raise
    else:
        scanner = socket.create_connection((url.hostname, url.port or 3310), CONNECT_SECONDS)
    scanner.settimeout(ANSWER_SECONDS)
    return scanner


def _line(scanner: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < PIECE:
        more = scanner.recv(4096)
        if not more:
            break
        answer += more
    return answer.rstrip(b"\0\n")
