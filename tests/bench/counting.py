"""Inside this process: the statements of a page, the rows they fetch, and what row security adds to its list."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client

from challenges.models import Challenge
from mint.accounts import sessions
from mint.accounts.models import User
from mint.isolation.context import acting
from mint.isolation.signing import signed
from mint.tenancy.context import BEGIN, load
from tests.bench import database

TRANSACTIONAL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
ROUNDS, TIMES = 9, 100


@dataclass
class Count:
    """The statements of one response in order, with their parameters, and all rows they fetched."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    rows: int = 0

    @property
    def repeated(self) -> int:
        return len(self.statements) - len({statement for statement, _ in self.statements})

    def __call__(self, execute: Callable[..., Any], statement: str, params: Any, many: Any, context: Any) -> Any:
        result = execute(statement, params, many, context)
        if not statement.startswith(TRANSACTIONAL):
            self.statements.append((statement, params))
            self.rows += max(0, context["cursor"].rowcount)
        return result


def session_key(email: str) -> str:
    """A session as sign-in leaves it."""
    user = User.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[sessions.BEGAN] = session[sessions.SEEN] = int(time.time())
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return str(session.session_key)


def count(path: str, session: str = "") -> Count:
    """Of the second request: the first fills the caches."""
    client = Client(HTTP_HOST="localhost")
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(path)
    counted = Count()
    with connection.execute_wrapper(counted):
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return counted


def row_security(counted: Count, user_id: int | None) -> float | None:
    """The page's own list query, under the policies and as a role that they do not bind: the ratio of their costs."""
    found = [pair for pair in counted.statements if '"challenges_challenge"' in pair[0] and "LIMIT" in pair[0]]
    if not found:
        return None
    return _ratio(*found[0], user_id)


def newest_visible(user_id: int) -> tuple[float, float]:
    """The same ratio of the plainest list, the newest 25 of all that one sees: as its client waits, and of CPU alone."""
    with acting(user_id):
        actor, _organisations = load(user_id)
        rows = Challenge.objects.visible_to(actor).order_by("-pk").values("pk", "title", "state", "deadline_on")
        statement, params = rows[:25].query.sql_with_params()
    return _ratio(statement, params, user_id, cost=_waited), _ratio(statement, params, user_id)


def _ratio(statement: str, params: Any, user_id: int | None, cost: Callable[..., float] | None = None) -> float:
    """As a request asks, in a transaction that begins with who one is; that beginning is not counted.

    The least of all rounds on either side: whatever else runs on the machine only ever adds.
    """
    who = BEGIN if user_id else "SELECT set_config('mint.context', %s, true)"
    with closing(database.app()) as bound, closing(database.owner()) as free:
        free.execute("SET ROLE mint_definer")
        began = time.perf_counter()
        free.execute(statement, params).fetchall()
        times = _times(time.perf_counter() - began)
        asked = partial(cost or _cost, statement=statement, params=params, times=times)
        rounds = [(asked(bound, (who, [signed(user_id)])), asked(free, ("SELECT 1", []))) for _ in range(ROUNDS)]
    return min(policed for policed, _ in rounds) / min(unpoliced for _, unpoliced in rounds)


def _waited(
    session: psycopg.Connection[Any], begins: tuple[str, list[Any]], *, statement: str, params: Any, times: int
) -> float:
    """Seconds from sending the statement to having its rows: the median of so many."""
    waited = []
    with session.transaction():
        session.execute(*begins)
        for _ in range(times):
            began = time.perf_counter()
            session.execute(statement, params).fetchall()
            waited.append(time.perf_counter() - began)
    return median(waited)


def _times(seconds: float) -> int:
    """How often a statement is run in one measurement: two seconds' worth, within bounds."""
    return max(5, min(TIMES, round(2 / seconds)))


def _cost(
    session: psycopg.Connection[Any], begins: tuple[str, list[Any]], *, statement: str, params: Any, times: int
) -> float:
    """Of so many executions: the backend's CPU time where it is on this machine, else the time on the clock."""
    schedstat = Path(f"/proc/{session.info.backend_pid}/schedstat")
    here = schedstat.exists()
    with session.transaction():
        session.execute(*begins)
        before, began = int(schedstat.read_text().split()[0]) if here else 0, time.perf_counter()
        for _ in range(times):
            session.execute(statement, params).fetchall()
        return float(int(schedstat.read_text().split()[0]) - before) if here else time.perf_counter() - began
