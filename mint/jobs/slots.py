"""The slots of a schedule: at which moment something was due last, and is due next. Pure.

A slot of a fixed hour is a time of the Finnish wall clock: it comes once on every day, also on the two nights of the year
on which the clocks are changed. One that the clocks jump over comes as much later; one that they show twice comes at the
first. What comes every hour goes on by the minute. A period counts from the beginning of 1970, so that all beats agree.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from celery.schedules import crontab, schedule

from mint import clock

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONGEST = 4 * 366 + 1  # days between two slots: the 29th of February
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def latest(plan: Any, now: datetime) -> datetime | None:
    """The last slot that has come, in UTC; None where there never was one."""
    if isinstance(plan, crontab):
        return next((each for each in _backwards(plan, now) if each <= now), None)
    period = _period(plan)
    return EPOCH + period * ((now - EPOCH) // period)


def following(plan: Any, now: datetime) -> datetime | None:
    """The next slot to come, in UTC."""
    if isinstance(plan, crontab):
        return next((each for each in _forwards(plan, now) if each > now), None)
    period = _period(plan)
    return EPOCH + period * ((now - EPOCH) // period + 1)


def _period(plan: Any) -> timedelta:
    period = getattr(plan, "run_every", None) if isinstance(plan, schedule) else None
    if not isinstance(period, timedelta) or period <= timedelta(0):
        raise TypeError(f"no slots can be told of {plan!r}")
    return period


def _backwards(plan: Any, now: datetime) -> Iterator[datetime]:
    today = clock.day_of(now) + DAY  # an hour that is jumped over may fall on the next day
    for back in range(LONGEST + 1):
        yield from sorted(_of_day(plan, today - back * DAY), reverse=True)


def _forwards(plan: Any, now: datetime) -> Iterator[datetime]:
    today = clock.day_of(now) - DAY
    for ahead in range(LONGEST + 1):
        yield from sorted(_of_day(plan, today + ahead * DAY))


def _of_day(plan: Any, day: date) -> set[datetime]:
    if (
        day.month not in plan.month_of_year
        or day.day not in plan.day_of_month
        or (day.isoweekday() % 7) not in plan.day_of_week
    ):
        return set()
    if len(plan.hour) == 24:
        return _of_every_hour(plan, day)
    walls = (
        datetime.combine(day, time(hour, minute), tzinfo=clock.LOCAL) for hour in plan.hour for minute in plan.minute
    )
    return {wall.astimezone(UTC) for wall in walls}


def _of_every_hour(plan: Any, day: date) -> set[datetime]:
    """A day has 23, 24 or 25 hours, each with the same minutes."""
    begins, ends = (datetime.combine(each, time(), tzinfo=clock.LOCAL).astimezone(UTC) for each in (day, day + DAY))
    hours = (begins + number * HOUR for number in range((ends - begins) // HOUR))
    return {hour + timedelta(minutes=minute) for hour in hours for minute in plan.minute}
