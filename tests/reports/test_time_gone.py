"""How much of a project's time has gone is told for a project of one day too."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from mint import clock
from reports.pages import _time_gone


@pytest.mark.parametrize(("end", "gone"), [(date(2026, 3, 2), 0), (date(2026, 3, 1), 0), (date(2026, 3, 12), 50)])
def test_a_project_of_one_day_divides_by_no_zero(end, gone):
    project = SimpleNamespace(starts_on=date(2026, 3, 2), ends_on=end)
    with clock.set_to(clock.at(date(2026, 4, 1), 12)):
        ends_on = min(end, date(2026, 3, 7))
        assert _time_gone(SimpleNamespace(project=project, ends_on=ends_on)) == Decimal(gone)
