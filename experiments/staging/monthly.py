"""A month in weeks from Monday to Sunday, with what falls on each of its days."""

from calendar import Calendar, monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from experiments.staging.days import Event

WEEKS = Calendar()  # from Monday on


@dataclass(frozen=True)
class Day:
    on: date
    is_within: bool
    is_today: bool
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    first: date

    @property
    def last(self) -> date:
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return self.last + timedelta(days=1)

    def weeks(self, events: Iterable[Event], today: date) -> list[list[Day]]:
        """The days of other months fill the first and the last week, and are empty."""
        by_day: dict[date, list[Event]] = {}
        for event in events:
            by_day.setdefault(event.on, []).append(event)
        return [
            [
                Day(day, day.month == self.first.month, day == today, by_day.get(day, []))
                for day in week
            ]
            for week in WEEKS.monthdatescalendar(self.first.year, self.first.month)
        ]  # fmt: skip
