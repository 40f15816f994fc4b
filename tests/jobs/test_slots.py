"""When a plan is due: by the Finnish wall clock, once a day also where the clocks are changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery.schedules import crontab, schedule

from mint import clock
from mint.celery import app
from mint.jobs import slots

MINUTE = timedelta(minutes=1)
SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=clock.LOCAL), datetime(2026, 10, 25, tzinfo=clock.LOCAL)


def through(plan: Any, start: datetime, hours: int) -> list[str]:
    """The slots that a beat meets which looks at the clock every minute, on the Finnish wall clock."""
    begins = start.astimezone(UTC)
    met = (slots.latest(plan, begins + number * MINUTE) for number in range(hours * 60))
    fresh = dict.fromkeys(each for each in met if each and each >= begins)
    return [f"{each.astimezone(clock.LOCAL):%d. %H:%M%z}" for each in fresh]


def test_a_nightly_slot_comes_once_where_the_clocks_are_put_forward() -> None:
    assert through(crontab(hour=3, minute=20), SPRING, 47) == ["29. 04:20+0300", "30. 03:20+0300"]
    assert through(crontab(hour=2, minute=20), SPRING, 24) == ["29. 02:20+0200"]


def test_a_nightly_slot_comes_once_where_the_clocks_are_put_back() -> None:
    assert through(crontab(hour=3, minute=20), AUTUMN, 49) == ["25. 03:20+0300", "26. 03:20+0200"]


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_what_comes_every_hour_comes_every_hour_of_a_long_and_of_a_short_day(day: datetime, hours: int) -> None:
    assert len(through(crontab(minute=5, hour="*"), day, hours)) == hours
    assert len(through(crontab(minute="*/10"), day, hours)) == 6 * hours


def test_morning_reminders_are_at_the_same_wall_time_in_summer_and_winter() -> None:
    for day, utc in ((datetime(2026, 1, 15, 12, tzinfo=UTC), 5), (datetime(2026, 7, 15, 12, tzinfo=UTC), 4)):
        assert slots.latest(crontab(hour=7, minute=30), day) == day.replace(hour=utc, minute=30)


def test_the_first_of_a_month_and_of_a_quarter() -> None:
    now = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)  # the first of December in Finland
    assert slots.latest(crontab(hour=0, minute=15, day_of_month=1), now) == datetime(2026, 11, 30, 22, 15, tzinfo=UTC)
    quarterly = crontab(hour=4, minute=0, day_of_month=1, month_of_year="1,4,7,10")
    assert slots.latest(quarterly, now) == datetime(2026, 10, 1, 1, tzinfo=UTC)
    assert slots.following(quarterly, now) == datetime(2027, 1, 1, 2, tzinfo=UTC)


def test_weekdays_are_counted_from_sunday() -> None:
    monday = crontab(hour=6, minute=0, day_of_week="mon")
    assert slots.latest(monday, datetime(2026, 12, 2, tzinfo=UTC)) == datetime(2026, 11, 30, 4, tzinfo=UTC)


def test_all_beats_agree_on_the_slots_of_a_period() -> None:
    now = datetime(2026, 11, 30, 12, 0, 42, tzinfo=UTC)
    plan = schedule(timedelta(seconds=60))
    assert slots.latest(plan, now) == now.replace(second=0)
    assert slots.following(plan, now) == now.replace(minute=1, second=0)


@pytest.mark.parametrize("name", sorted(app.conf.beat_schedule))
def test_every_plan_has_slots_and_the_next_is_after_the_last(name: str) -> None:
    plan = app.conf.beat_schedule[name]["schedule"]
    plan = plan if isinstance(plan, crontab) else schedule(timedelta(seconds=plan))
    now = clock.now()
    last, ahead = slots.latest(plan, now), slots.following(plan, now)
    assert last is not None
    assert ahead is not None
    assert last <= now < ahead
    assert slots.latest(plan, ahead) == ahead
