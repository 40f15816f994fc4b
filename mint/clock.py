"""The one source of time. Only seeds and tests set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Helsinki")

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Finland."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in Finland on which it was: in the small hours another than in UTC."""
    return moment.astimezone(LOCAL).date()


def end_of(day: date) -> datetime:
    """The last second of a day in Finland: a deadline is a date that ends then."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=LOCAL).astimezone(UTC)


def at(day: date, hour: int = 12) -> datetime:
    """An hour of a day in Finland, in UTC."""
    return datetime.combine(day, time(hour), tzinfo=LOCAL).astimezone(UTC)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let `now()` be `moment` inside the block."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
