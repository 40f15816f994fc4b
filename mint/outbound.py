"""Asking servers of others: named hosts only, never one of our own network, no redirect, a capped answer, a time limit in all."""

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar, cast
from urllib.parse import SplitResult, urlsplit

import requests
from django.conf import settings
from requests import Session

Answer = TypeVar("Answer")
# So many at a time in this process: the others of its threads go on serving while a server elsewhere keeps us waiting.
SEATS = threading.BoundedSemaphore(2)


class OutOfReachError(Exception):
    """No answer that could be used: too late, too large, another host, or none at all."""


class BusyError(OutOfReachError):
    """Not asked at all: others wait for an answer. It says nothing of the server elsewhere."""


def fetch(url: str, *, seconds: float, most: int) -> tuple[int, bytes]:
    """The status and the body (at most `most` bytes) of a GET. OutOfReachError after `seconds`, whatever takes so long.

    It runs in a thread of its own: neither the look-up of a name nor an answer that drips knows a limit for all of it.
    """
    parts = urlsplit(url)
    if parts.hostname not in settings.OUTBOUND_HOSTS:
        raise OutOfReachError(f"{parts.hostname} is not allowed")
    try:
        return in_time(lambda: _answer(parts, seconds, most), seconds=seconds, seats=SEATS)
    except OutOfReachError:
        raise
    except Exception as error:
        raise OutOfReachError(repr(error)) from error


def in_time(ask: Callable[[], Answer], *, seconds: float, seats: threading.BoundedSemaphore) -> Answer:
    """What `ask` gives, or raises, within so many seconds in a thread of its own; OutOfReachError after that."""
    if not seats.acquire(blocking=False):
        raise BusyError("others are waiting for an answer")
    answers: queue.SimpleQueue[tuple[Answer | None, Exception | None]] = queue.SimpleQueue()
    threading.Thread(target=_asked, args=(ask, answers, seats), daemon=True).start()
    try:
        found, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise OutOfReachError("no answer in time") from None
    if error is not None:
        raise error
    return cast("Answer", found)


def _asked(ask: Callable[[], Any], answers: Any, seats: threading.BoundedSemaphore) -> None:
    try:
        answers.put((ask(), None))
    except Exception as error:  # noqa: BLE001  # whatever it is, the one who waits is told
        answers.put((None, error))
    finally:
        seats.release()


def body_of(response: requests.Response, *, seconds: float, most: int, unpacked: bool = False) -> bytes:
    """At most so many bytes within so many seconds: a time limit of the library's begins anew with each byte that drips."""
    until, body = time.monotonic() + seconds, bytearray()
    while part := response.raw.read1(16 * 1024, decode_content=unpacked):
        body += part
        if len(body) > most:
            raise OutOfReachError("the answer is too large")
        if time.monotonic() > until:
            raise OutOfReachError("no answer in time")
    return bytes(body)


def _answer(url: SplitResult, seconds: float, most: int) -> tuple[int, bytes]:
    if not settings.OUTBOUND_ALLOWS_INNER:
        refuse_inner(url)
    with Session() as session:
        session.trust_env = False
        # as it is, not compressed: what unpacks to a thousand times its size is not unpacked
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "MINT"}
        options: dict[str, Any] = {"timeout": seconds, "allow_redirects": False, "stream": True}
        with session.get(url.geturl(), headers=headers, **options) as response:
            return response.status_code, body_of(response, seconds=seconds, most=most)


def refuse_inner(url: SplitResult) -> None:
    """An address may be anybody's word: only https, and none of the network that the server stands in."""
    if url.scheme != "https" or not url.hostname:
        raise requests.exceptions.InvalidSchema(url.geturl())
    try:
        found = socket.getaddrinfo(url.hostname, url.port or 443, proto=socket.IPPROTO_TCP)
    except OSError as error:
        raise requests.exceptions.ConnectionError(url.hostname) from error
    if not all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_about, address in found):
        raise requests.exceptions.InvalidURL(url.hostname)
