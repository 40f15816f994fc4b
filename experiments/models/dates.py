"""When an experiment ends: as it was planned, and as it went."""

from datetime import date
from typing import Any

from mint import clock


class Dated:
    """Read from the columns of the experiment's table."""

    ends_on: Any
    finished_at: Any

    @property
    def is_early(self) -> bool:
        """Has the last day of the plan not come? Ending it now takes a reason."""
        return bool(self.ends_on and clock.today() < self.ends_on)

    @property
    def last_day(self) -> date | None:
        """When it really ended, if that was before the last day of the plan; else that day."""
        last: date | None = self._ended_on if self.has_ended_early else self.ends_on
        return last

    @property
    def has_ended_early(self) -> bool:
        return bool(self._ended_on and self.ends_on and self._ended_on < self.ends_on)

    @property
    def _ended_on(self) -> date | None:
        return clock.day_of(self.finished_at) if self.finished_at else None
