"""A day is the Finnish one."""

from datetime import UTC, date, datetime

import pytest

from mint import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 21, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 22, 0, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 7, 1, 20, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 21, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_day_begins_at_midnight_in_finland(moment, day):
    assert clock.day_of(moment) == day
