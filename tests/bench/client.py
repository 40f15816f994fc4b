"""A small fixed-count client: threads over keep-alive connections, each waiting for its answer."""

from __future__ import annotations

import http.client
import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Target:
    """A page of a served application."""

    name: str
    port: int
    path: str
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def ask(target: Target, *, clients: int, requests: int) -> tuple[float, list[float]]:
    """Send so many requests by so many clients; returns the seconds in all and those of each request."""
    tickets = itertools.count()

    def work() -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=TIMEOUT_SECONDS)
        taken: list[float] = []
        try:
            while next(tickets) < requests:
                began = time.perf_counter()
                _answer(connection, target)
                taken.append(time.perf_counter() - began)
        finally:
            connection.close()
        return taken

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        parts = [pool.submit(work) for _ in range(clients)]
        taken = [seconds for part in parts for seconds in part.result()]
    return time.perf_counter() - began, taken


def body(target: Target) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=TIMEOUT_SECONDS)
    try:
        return _answer(connection, target)
    finally:
        connection.close()


def _answer(connection: http.client.HTTPConnection, target: Target) -> bytes:
    cookie = {"Cookie": target.cookie} if target.cookie else {}
    connection.request("GET", target.path, headers={"Host": "localhost", "Accept": "text/html", **cookie})
    response = connection.getresponse()
    content = response.read()
    if response.status != 200:
        raise RuntimeError(f"{target.name} answered {response.status} at {target.path}")
    return content
